// Imported for its effect: from then on `msw` is MSW 2, the alias msw2, for everybody in this process.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) => next(specifier.replace(/^msw(?=$|\/)/, 'msw2'), context),
});
