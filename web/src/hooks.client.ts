import { watchParts } from '#lib/parts/missingParts.ts';
import { takeAddress } from '#lib/call/takeAddress.ts';

// Before the router reads the address: it would write the link's secret back into the history.
takeAddress();
watchParts(window);
