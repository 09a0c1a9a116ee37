// Jest's transform for TypeScript: esbuild takes the types away, as Node 24 does outside Jest.
import { transformSync } from 'esbuild';

export default {
  process(source, path) {
    return transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'es2023',
      sourcefile: path,
      sourcemap: 'inline',
    });
  },
};
