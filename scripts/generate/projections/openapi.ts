// generated/openapi.json and openapi.yaml: the contract as published, in one file without YAML anchors, which not
// every reader of OpenAPI documents resolves.
import { stringify } from 'yaml';
import { type Artefact, notice } from '../artefact.ts';

export const artefact: Artefact = {
  files: ['openapi.json', 'openapi.yaml'],
  generate(contract) {
    const yaml = stringify(contract, { aliasDuplicateObjects: false, lineWidth: 110 });
    return {
      'openapi.json': `${JSON.stringify(contract, null, 2)}\n`,
      'openapi.yaml': `# ${notice}\n${yaml}`,
    };
  },
};
