// generated/openapi*.json and .yaml: the documents of the contract as published, each in one file without YAML anchors,
// which not every reader of OpenAPI documents resolves.
import { stringify } from 'yaml';
import { documentFile, documentsOf } from '../../contract/document.ts';
import { type Artefact, notice } from '../artefact.ts';

export const artefact: Artefact = {
  generate(whole) {
    const files = documentsOf(whole).flatMap(({ name, contract }) => {
      const yaml = stringify(contract, { aliasDuplicateObjects: false, lineWidth: 110 });
      return [
        [documentFile(name, 'json'), `${JSON.stringify(contract, null, 2)}\n`],
        [documentFile(name, 'yaml'), `# ${notice}\n${yaml}`],
      ];
    });
    return Object.fromEntries(files);
  },
};
