// generated/types.ts: TypeScript types of every operation and component, by openapi-typescript.
import openapiTS, { astToString } from 'openapi-typescript';
import { type Artefact, notice } from './artefact.ts';

export const artefact: Artefact = {
  async generate(contract) {
    // openapi-typescript rewrites what it is given.
    const document = structuredClone(contract) as unknown as Parameters<typeof openapiTS>[0];
    const nodes = await openapiTS(document, { silent: true, defaultNonNullable: false });
    return { 'types.ts': `// ${notice}\n\n${astToString(nodes)}` };
  },
};
