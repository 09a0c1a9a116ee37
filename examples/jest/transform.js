// Lets Jest read TypeScript by what Node 22.13 and later can do themselves: taking the types away.
import { stripTypeScriptTypes } from 'node:module';

export default { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
