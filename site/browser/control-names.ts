// Swagger UI leaves some of its controls without a name for those who do not see the page. They are named by the words
// that stand beside them.

const names: [selector: string, nameOf: (control: HTMLElement) => string][] = [
  ['.body-param textarea', () => 'Request body'],
  ['.parameters select, .parameters input', (control) => parameterName(control)],
  ['.opblock-section-request-body .content-type-wrapper select', () => 'Content type of the request body'],
  ['.examples-select select', () => 'Example'],
  ['select.content-type', () => 'Content type'],
];

/** Names what is there, and what appears later. */
export function nameControls(root: HTMLElement): void {
  const name = () => {
    for (const [selector, nameOf] of names) {
      for (const control of root.querySelectorAll<HTMLElement>(selector)) {
        if (!control.ariaLabel) control.ariaLabel = nameOf(control);
      }
    }
    // The page has its own main part.
    for (const main of root.querySelectorAll('main')) main.setAttribute('role', 'group');
    // What scrolls has to be within the reach of a keyboard.
    for (const block of root.querySelectorAll<HTMLElement>('pre.curl, pre.microlight, .curl-command pre')) {
      block.tabIndex = 0;
    }
  };
  new MutationObserver(name).observe(root, { childList: true, subtree: true });
  name();
}

function parameterName(control: HTMLElement): string {
  return control.closest('tr')?.getAttribute('data-param-name') ?? 'Parameter';
}
