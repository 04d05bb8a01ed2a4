/** Puts an editor for one kind of block into the element that Studio gave, and takes it away again. */
import { render } from "preact";
import type { Authored } from "../content/variants";
import { draftsOf } from "./drafts";
import { Editor } from "./Editor";
import { guard } from "./guard";
import type { Kind } from "./kind";
import { nodeOf, type Opening, type Runtime } from "./opening";
import { takeRoom } from "./room";
import { serverOf } from "./server";
import { Closing, openSession } from "./session";
import { setWords, t } from "./words";

export function openEditor<D extends Authored>(
  kind: Kind<D>,
  runtime: Runtime,
  element: unknown,
  opening: Partial<Opening>,
): void {
  const root = nodeOf(element);
  // The platform finds the block by the element it gave, not by a part of it.
  const server = serverOf(runtime, element);
  setWords(opening.words);
  const session = openSession({ kind, opening, server, drafts: draftsOf(server.address), closed });
  const release = guard(root, {
    unsaved: () => session.unsaved(),
    mayLeave: () => window.confirm(t("Leave without saving? What you changed is lost.")),
    left: () => session.giveUp(),
  });
  const giveRoomBack = takeRoom(root);
  root.replaceChildren();
  render(<Editor session={session} />, root);

  function closed(how: Closing): void {
    if (how === Closing.Cancelled) {
      release();
      giveRoomBack();
      render(null, root);
      runtime.notify?.("cancel", {});
      return;
    }
    // "start" shows a toast that only "end" takes away, and "end" always closes the window:
    // both at once, and only now that the work is safe.
    runtime.notify?.("save", { state: "start" });
    runtime.notify?.("save", { state: "end" });
  }
}
