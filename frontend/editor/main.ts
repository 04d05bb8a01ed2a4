/** What Studio calls for every block of this package: the editor of the block's kind. */
import * as api from "./api";
import { editorOf } from "./shell/kinds";
import type { Opening, Runtime } from "./shell/opening";

export function WorkmentorEditor(runtime: Runtime, element: unknown, opening: Partial<Opening>): void {
  editorOf(opening.kind ?? "")(runtime, element, opening);
}

/** Where a block's part finds what it uses of the shell. */
WorkmentorEditor.api = api;
