import { openApiDocument } from '../../shared/api/openapi.ts';

// To standard output, so that it can be piped into a file, a viewer or a generator of clients.
console.log(JSON.stringify(openApiDocument(), null, 2));
