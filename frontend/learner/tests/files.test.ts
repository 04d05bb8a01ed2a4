/** A table is chosen as a file; what stands in it can be read in the text area, and goes out as text. */
import { expect, it } from "vitest";
import { block, freshPage, json, line, pass, until } from "./stage";

freshPage();

const FORM = `<form data-wm-action="board"><textarea name="text">old</textarea>
  <input type="file" data-wm-file-into="text"><button>Look</button></form>`;

function choose(inside: HTMLElement, ...texts: string[]): void {
  const input = inside.querySelector("input[type=file]");
  Object.defineProperty(input, "files", { value: texts.map((text) => new File([text], "class.csv")) });
  input?.dispatchEvent(new Event("change", { bubbles: true }));
}

it("is read into the text area and sent from there [shows agreement promise 9]", async () => {
  line.next(json({ html: "" }));
  const root = block(FORM).element;
  choose(root, "learner\nøyvind\n");
  await until(() => root.querySelector("textarea")?.value === "learner\nøyvind\n");
  root.querySelector("button")?.click();
  await pass();
  expect(line.requests[0]?.body).toEqual({ text: "learner\nøyvind\n" });
});

it("leaves what stands there when nothing was chosen [shows agreement promise 9]", async () => {
  const root = block(FORM).element;
  choose(root);
  await pass();
  expect(root.querySelector("textarea")?.value).toBe("old");
});
