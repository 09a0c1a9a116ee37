// Which requests are for the control API, apart from what answers them (control.ts): that is loaded by the first one.

/** Every path of the control API starts with this. */
export const controlPath = '/_swf-mock';

/** Whether a request is for the control API, by its path and query. */
export function isControl(url: string): boolean {
  return underControlPath.test(url);
}

const underControlPath = new RegExp(`^${controlPath}([/?]|$)`);
