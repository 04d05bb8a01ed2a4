/** Puts the text of a chosen file into the text area that it names, where a person can read it before it is sent. */

/** More than the server takes; of a larger file this is enough to be told so. */
const MOST_BYTES = 2_000_000;

export function readInto(input: HTMLInputElement): void {
  const file = input.files?.[0];
  const area = input.form?.elements.namedItem(input.dataset.wmFileInto ?? "");
  if (!file || !(area instanceof HTMLTextAreaElement)) return;
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    area.value = String(reader.result);
    // The same file, corrected meanwhile, can be chosen again.
    input.value = "";
  });
  reader.readAsText(file.slice(0, MOST_BYTES), "utf-8");
}
