const text = { type: 'string' } as const;
const moment = { type: 'integer', description: 'milliseconds since 1970-01-01T00:00:00Z' } as const;

/**
 * [R102] The form of what "My data" exports, as JSON Schema. It is part of every export, and published as
 * docs/data-map/export.schema.json.
 */
export const exportSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'conclave-export-1',
  title: 'An export of one account',
  description:
    'about.json, account.json and vault.json of a ZIP. Beside them: plans.ics (RFC 5545), and meetings/ with one folder per meeting: minutes as Markdown, HTML and PDF, drawings as SVG and PNG, chat, and the original files.',
  type: 'object',
  required: ['format', 'about', 'account', 'vault'],
  additionalProperties: false,
  properties: {
    format: { const: 1 },
    about: {
      type: 'object',
      required: [
        'purposes',
        'categories',
        'recipients',
        'duration',
        'rights',
        'complaint',
        'source',
        'automatedDecisions',
        'thirdCountries',
      ],
      properties: {
        madeAt: moment,
        software: text,
        policyVersion: text,
        purposes: { type: 'array', items: text },
        categories: { type: 'array', items: { type: 'object' } },
        recipients: { type: 'array', items: text },
        duration: { type: 'array', items: text },
        rights: { type: 'array', items: text },
        complaint: { type: 'array', items: text },
        source: { type: 'array', items: text },
        automatedDecisions: { type: 'array', items: text },
        thirdCountries: { type: 'array', items: text },
        sealed: { type: 'array', items: text, description: 'what is there as ciphertext only' },
        missing: { type: 'array', items: text, description: 'what could not be opened' },
      },
    },
    account: {
      type: 'object',
      required: ['madeAt', 'policyVersion', 'tables'],
      additionalProperties: false,
      properties: {
        madeAt: moment,
        policyVersion: text,
        tables: {
          type: 'array',
          items: {
            type: 'object',
            required: ['table', 'sealed', 'rows', 'more'],
            additionalProperties: false,
            properties: {
              table: text,
              sealed: { type: 'array', items: text },
              more: { type: 'boolean' },
              rows: {
                type: 'array',
                items: {
                  type: 'object',
                  additionalProperties: {
                    anyOf: [
                      text,
                      { type: 'number' },
                      { type: 'null' },
                      {
                        type: 'object',
                        required: ['bytes'],
                        additionalProperties: false,
                        properties: { bytes: { ...text, contentEncoding: 'base64url' } },
                      },
                    ],
                  },
                },
              },
            },
          },
        },
      },
    },
    vault: {
      type: 'object',
      description:
        'by kind; keys of meetings and of the account, and the secrets of links and of series, are left out: an export lets nobody in',
      additionalProperties: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'value'],
          additionalProperties: false,
          properties: { id: text, value: { type: 'object' } },
        },
      },
    },
  },
} as const;
