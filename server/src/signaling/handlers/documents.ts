import { memberOf } from '../../documents/DocumentCaller.ts';
import type { Documents } from '../../documents/Documents.ts';
import type { Handlers } from '../Handlers.ts';

type DocumentMethod = 'registerAuthor' | 'openDocuments' | 'appendEntry' | 'signalDocument';

/** What members write together. Nobody else is answered [V-20]. */
export function documentHandlers(documents: Documents): Pick<Handlers, DocumentMethod> {
  return {
    async registerAuthor(peer, { certificate }) {
      await documents.registerAuthor(memberOf(peer), certificate);
      return {};
    },
    openDocuments: (peer) => documents.open(memberOf(peer)),
    appendEntry: (peer, { entry }) => documents.append(memberOf(peer), entry),
    async signalDocument(peer, params) {
      await documents.signal(memberOf(peer), params);
      return {};
    },
  };
}
