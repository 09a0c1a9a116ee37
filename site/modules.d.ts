// What the site uses of Eleventy, which comes without types.

declare module '@11ty/eleventy' {
  type Markdown = import('./markdown.ts').Markdown;

  /** What is used of Eleventy's configuration (https://www.11ty.dev/docs/config/). */
  type Configuration = {
    setUseGitIgnore(use: boolean): void;
    addGlobalData(name: string, value: unknown): void;
    addPlugin(plugin: unknown): void;
    addFilter<Value>(name: string, filter: (this: { page: { url: string } }, value: Value) => string): void;
    amendLibrary(name: 'md', amend: (markdown: Markdown) => void): void;
    addTemplate(path: string, text: string, data: Record<string, unknown>): void;
  };

  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { quietMode: boolean; config(configuration: Configuration): void },
    );
    disableLogger(): void;
    write(): Promise<unknown>;
  }
}

declare module '@11ty/eleventy-plugin-syntaxhighlight';
