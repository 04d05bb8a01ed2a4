/**
 * The outline as a tree (ARIA tree pattern): arrows move and fold, Home and End go to the ends,
 * letters search, Enter opens the form and goes there, Space opens it and stays.
 */
import {
  focusOn,
  type Level,
  LevelMark,
  levelWord,
  t,
  useDesk,
  useEffect,
  useMemo,
  useRef,
  useState,
  worstIn,
} from "../api";
import { itemOf } from "../forms/api";
import type { Scenario } from "./model";
import { Fixed, type OutlineRow, outlineRows, spoken } from "./outlineRows";
import { Leaf, SCENES } from "./tree";
import { keyStep, Step } from "./treeKeys";

export function OutlineTree({ selected }: { selected: string }) {
  const { state, go } = useDesk<Scenario>();
  const { definition } = state.work;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(selected);
  const tree = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const rows = useMemo(() => outlineRows(definition, folded), [definition, folded]);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.key === current),
  );

  // Whatever is opened from elsewhere (a finding, a target) is where the arrows go on from.
  useEffect(() => setCurrent(selected), [selected]);

  const fold = (key: string, on: boolean) => {
    const changed = new Set(folded);
    if (on) changed.add(key);
    else changed.delete(key);
    setFolded(changed);
  };
  const focus = (to: number) => {
    const row = rows[to];
    if (!row) return;
    setCurrent(row.key);
    const node = tree.current?.children[to];
    if (node instanceof HTMLElement) node.focus();
  };
  const open = (row: OutlineRow, follow: boolean) => {
    const { node } = row;
    if (row.fixed === Fixed.Heading || node?.kind === Leaf.Missing) return;
    go({ tab: SCENES, item: node ? itemOf(definition, [node.group, node.at]) : row.key });
    // The form is drawn a moment later.
    if (follow) window.setTimeout(() => focusOn(tree.current?.closest(".wme-panes") ?? null, "[data-wme-field=form]"));
  };
  const keys = (event: KeyboardEvent, at: number) => {
    const step = keyStep(rows, at, folded, event, typed.current);
    if (!step) return;
    event.preventDefault();
    const row = rows[at];
    if (step.kind === Step.To) focus(step.at);
    else if (row && step.kind === Step.Fold) fold(row.key, step.on);
    else if (row && step.kind === Step.Open) open(row, step.follow);
  };
  return (
    <div class="wme-tree" role="tree" aria-label={t("Scenes and endings")} ref={tree}>
      {rows.map((row, nth) => (
        <TreeRow
          key={row.key}
          row={row}
          level={row.node && row.node.kind !== Leaf.Back ? worstIn(state.findings, row.node.id) : null}
          start={row.node?.id === definition.start && row.level === 1}
          selected={row.key === selected}
          folded={folded.has(row.key)}
          current={nth === at}
          onKeys={(event) => keys(event, nth)}
          onFold={() => fold(row.key, !folded.has(row.key))}
          onOpen={() => {
            setCurrent(row.key);
            open(row, false);
          }}
        />
      ))}
    </div>
  );
}

interface RowProps {
  row: OutlineRow;
  level: Level | null;
  start: boolean;
  selected: boolean;
  folded: boolean;
  current: boolean;
  onKeys: (event: KeyboardEvent) => void;
  onFold: () => void;
  onOpen: () => void;
}

const SIGNS = { [Leaf.Scene]: "", [Leaf.Ending]: "⚑\ufe0e", [Leaf.Back]: "↩\ufe0e", [Leaf.Missing]: "?" };

function TreeRow({ row, level, start, selected, folded, current, onKeys, onFold, onOpen }: RowProps) {
  const { node } = row;
  const more = [spoken(row, start), level ? levelWord(level) : ""].filter(Boolean).join(", ");
  return (
    <div
      role="treeitem"
      class={`wme-row-${row.fixed ?? node?.kind} wme-tree-row`}
      style={{ "--wme-level": Math.min(row.level, 9) }}
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.size}
      aria-expanded={row.opens ? !folded : undefined}
      aria-selected={selected}
      tabIndex={current ? 0 : -1}
      onClick={onOpen}
      onKeyDown={onKeys}
    >
      <span
        class="wme-fold"
        aria-hidden="true"
        onClick={(event) => {
          if (!row.opens) return;
          event.stopPropagation();
          onFold();
        }}
      >
        {row.opens ? (folded ? "▸" : "▾") : ""}
      </span>
      {node?.by.length ? (
        <span class="wme-by" aria-hidden="true" title={t("by choice {n}", { n: node.by.join(", ") })}>
          {node.by.join(" ")}
        </span>
      ) : null}
      {node && SIGNS[node.kind] ? (
        <span class="wme-sign" aria-hidden="true">
          {SIGNS[node.kind]}
        </span>
      ) : null}
      <span class="wme-tree-title">
        {row.title}
        {more ? <span class="wme-hidden">, {more}</span> : null}
      </span>
      {start ? (
        <span class="wme-tag" aria-hidden="true">
          {t("start")}
        </span>
      ) : null}
      {level ? <LevelMark level={level} /> : null}
    </div>
  );
}
