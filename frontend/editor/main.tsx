/** What Studio calls for every block of this package: the editor that fits the block's kind. */
import { agreement } from "./agreement/kind";
import { scenario } from "./scenario/kind";
import { openEditor } from "./shell/open";
import type { Opening, Runtime } from "./shell/opening";

type Open = (runtime: Runtime, element: unknown, opening: Partial<Opening>) => void;

/** A new block adds a row here. */
const EDITORS: Record<string, Open> = {
  scenario: (runtime, element, opening) => openEditor(scenario, runtime, element, opening),
  agreement: (runtime, element, opening) => openEditor(agreement, runtime, element, opening),
};

export function WorkmentorEditor(runtime: Runtime, element: unknown, opening: Partial<Opening>): void {
  const open = EDITORS[opening.kind ?? ""];
  if (!open)
    throw new RangeError(`no editor for the kind "${opening.kind}"; known: ${Object.keys(EDITORS).join(", ")}`);
  open(runtime, element, opening);
}
