/** Whether somebody is in the middle of a text: then nothing on the page takes it out of their hands. */
export function isWriting(): boolean {
  const field = document.activeElement;
  const isText =
    field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === 'text');
  return isText && field.value !== '';
}
