/** Sends a chosen file ahead of its form, which then names it: a scan is no text for a JSON letter. */
import { cookie } from "./post";
import type { Words } from "./words";

export async function upload(input: HTMLInputElement, words: Words): Promise<void> {
  const file = input.files?.[0];
  const address = input.dataset.wmUpload;
  const box = input.closest("[data-wm-field]");
  const line = box?.querySelector("[data-wm-uploaded]");
  if (!file || !address || !box || !line) return;
  line.textContent = words("uploading");
  const body = new FormData();
  body.append(input.dataset.wmUploadTo ?? "file", file);
  try {
    const headers = { Accept: "application/json", "X-CSRFToken": cookie("csrftoken") };
    const reply = await fetch(address, { method: "POST", credentials: "same-origin", headers, body });
    const answer = await reply.json();
    line.textContent = answer.error?.message ?? `${words("uploaded")} ${file.name}`;
    if (answer.scan) take(box, answer.scan, file.name);
    else input.value = "";
  } catch {
    // No answer, or one that is no JSON: signed out, or a server in trouble.
    line.textContent = words("no_network");
    input.value = "";
  }
}

function take(box: Element, scan: string, name: string): void {
  const kept = box.querySelector<HTMLInputElement | HTMLSelectElement>("[data-wm-scan]");
  if (kept instanceof HTMLSelectElement) kept.add(new Option(name, scan), 0);
  if (kept) kept.value = scan;
}
