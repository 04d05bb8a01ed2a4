/** The rows of the outline: introduction, scenes by way of reaching them, loose ends, questions. */
import { t } from "../api";
import type { Scenario } from "./model";
import { INTRODUCTION, Leaf, outline, QUESTIONS, type Row, type TreeNode, titleOf, visibleRows } from "./tree";

export enum Fixed {
  /** The introduction and the questions: always there, not part of the ways. */
  Page = "page",
  /** A heading over scenes that no way leads to. */
  Heading = "heading",
}

export interface OutlineRow extends Omit<Row, "node"> {
  key: string;
  title: string;
  node: TreeNode | null;
  fixed: Fixed | null;
  opens: boolean;
}

export const UNREACHED = "unreached";

export function outlineRows(it: Scenario, folded: ReadonlySet<string>): OutlineRow[] {
  const { start, unreached } = outline(it);
  const roots = 2 + Number(start !== null) + Number(unreached.length > 0);
  let place = 0;
  const top = (key: string, title: string, fixed: Fixed): OutlineRow => {
    place++;
    return { key, title, fixed, node: null, level: 1, place, size: roots, opens: fixed === Fixed.Heading };
  };
  const rows = [top(INTRODUCTION, t("Introduction"), Fixed.Page)];
  if (start) {
    place++;
    const at = place;
    rows.push(
      ...visibleRows([start], folded).map((row) => rowOf(row.level === 1 ? { ...row, place: at, size: roots } : row)),
    );
  }
  if (unreached.length) {
    rows.push(top(UNREACHED, t("Not reached from the start"), Fixed.Heading));
    if (!folded.has(UNREACHED)) rows.push(...visibleRows(unreached, folded, 2).map(rowOf));
  }
  rows.push(top(QUESTIONS, t("Questions for the debrief"), Fixed.Page));
  return rows;
}

function rowOf(row: Row): OutlineRow {
  const { node } = row;
  const missing = node.id ? t("{id} (does not exist)", { id: node.id }) : t("leads nowhere yet");
  const title = node.kind === Leaf.Missing ? missing : titleOf(node);
  return { ...row, key: node.key, title, fixed: null, opens: node.children.length > 0 };
}

/** What a screen reader adds to the title of a row; the signs beside it are for the eye. */
export function spoken({ node }: OutlineRow, isStart: boolean): string {
  if (!node) return "";
  const kind = {
    [Leaf.Scene]: isStart ? t("start") : t("scene"),
    [Leaf.Ending]: t("ending"),
    [Leaf.Back]: t("shown elsewhere"),
    [Leaf.Missing]: t("missing"),
  }[node.kind];
  const by = node.by.length ? t("by choice {n}", { n: node.by.join(", ") }) : "";
  return [kind, by].filter(Boolean).join(", ");
}
