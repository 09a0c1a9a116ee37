// The matrix' filter: all cases, or those in which the endpoints differ.

const form = document.querySelector<HTMLFormElement>('form.tools');
const differing = form?.querySelector<HTMLInputElement>('input[name=differing]');
const shown = form?.querySelector<HTMLOutputElement>('.shown');

if (form && differing) {
  form.hidden = false;
  form.addEventListener('input', filter);
  filter();
}

function filter(): void {
  const rows = [...document.querySelectorAll<HTMLElement>('tr.row')];
  for (const row of rows) row.hidden = differing?.checked === true && !row.classList.contains('differs');
  for (const body of document.querySelectorAll<HTMLElement>('.cases tbody')) {
    body.hidden = [...body.querySelectorAll<HTMLElement>('tr.row')].every((row) => row.hidden);
  }
  if (shown) shown.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} cases`;
}
