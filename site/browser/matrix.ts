// The matrix' filter: by operation, and by whether the endpoints differ.

const form = document.querySelector<HTMLFormElement>('form.tools');
const operation = form?.querySelector<HTMLSelectElement>('select[name=operation]');
const differing = form?.querySelector<HTMLInputElement>('input[name=differing]');
const shown = form?.querySelector<HTMLOutputElement>('.shown');

if (form && operation && differing) {
  form.hidden = false;
  form.addEventListener('input', filter);
  filter();
}

function filter(): void {
  const rows = [...document.querySelectorAll<HTMLElement>('tr.row')];
  const isShown = (row: HTMLElement) =>
    (!differing?.checked || row.classList.contains('differs')) &&
    (!operation?.value || row.closest('tbody')?.dataset.operation === operation.value);
  for (const row of rows) row.hidden = !isShown(row);
  for (const body of document.querySelectorAll<HTMLElement>('.cases tbody')) {
    body.hidden = [...body.querySelectorAll<HTMLElement>('tr.row')].every((row) => row.hidden);
  }
  if (shown) shown.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} requirements`;
}
