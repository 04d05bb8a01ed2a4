/**
 * The whole scenario as a drawing: boxes to press, ways between them.
 *
 * Everything it shows is in the outline too, and everything is edited there; here one looks, goes
 * along the ways with the arrow keys, and opens a scene with Enter.
 *
 * A script of its own, loaded when somebody opens the map: drawing and layout library cost nothing before.
 */
import { LevelMark, levelWord, t, useDesk, useId, useMemo, useRef, useState, worstIn } from "../../api";
import type { Scenario } from "../model";
import { SCENES } from "../tree";
import { type Drawing, edgesOf, labelOf, lineOf, type MapEdge, type MapNode, nodesOf, stepFrom } from "./drawing";
import { layoutOf } from "./layout";

export function WorkmentorMap() {
  const { state } = useDesk<Scenario>();
  const it = state.work.definition;
  const [nodes, edges, drawing] = useMemo(() => {
    const boxes = nodesOf(it);
    const ways = edgesOf(it);
    return [boxes, ways, layoutOf(boxes, ways)] as const;
  }, [it]);
  const [current, setCurrent] = useState("");
  const map = useRef<HTMLDivElement>(null);
  const start = nodes.find((node) => node.id === it.start) ?? nodes[0];
  const stop = nodes.some((node) => node.key === current) ? current : (start?.key ?? "");

  const keys = (event: KeyboardEvent, key: string) => {
    const to = stepFrom(key, event.key, drawing, edges);
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    if (to === null) return;
    setCurrent(to);
    map.current?.querySelectorAll("button")[nodes.findIndex((node) => node.key === to)]?.focus();
  };
  if (nodes.length === 0) return <p class="wme-empty">{t("There are no scenes yet.")}</p>;
  return (
    <div class="wme-page">
      <p class="wme-help">
        {t("Arrow keys go along the ways, Enter opens a scene. Numbers are those of the choices.")}
      </p>
      <div class="wme-map-window">
        <div class="wme-map" ref={map} style={{ inlineSize: `${drawing.width}px`, blockSize: `${drawing.height}px` }}>
          <Ways drawing={drawing} edges={edges} />
          {nodes.map((node) => (
            <Box
              key={node.key}
              node={node}
              drawing={drawing}
              targets={edges.filter((edge) => edge.from === node.key)}
              names={new Map(nodes.map((one) => [one.key, one.title]))}
              start={node.id === it.start}
              stop={node.key === stop}
              onKeys={(event) => keys(event, node.key)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface BoxProps {
  node: MapNode;
  drawing: Drawing;
  targets: readonly MapEdge[];
  names: ReadonlyMap<string, string>;
  start: boolean;
  stop: boolean;
  onKeys: (event: KeyboardEvent) => void;
}

function Box({ node, drawing, targets, names, start, stop, onKeys }: BoxProps) {
  const { state, go } = useDesk<Scenario>();
  const level = worstIn(state.findings, node.id);
  const { x, y } = drawing.spots.get(node.key) ?? { x: 0, y: 0 };
  const leads = targets.map((edge) => `${edge.by.join(", ")}: ${names.get(edge.to) ?? ""}`).join("; ");
  const more = [
    node.ending ? t("ending") : start ? t("start") : t("scene"),
    leads ? t("leads to {targets}", { targets: leads }) : "",
    level ? levelWord(level) : "",
  ];
  return (
    <button
      type="button"
      class={node.ending ? "wme-box wme-box-ending" : start ? "wme-box wme-box-start" : "wme-box"}
      style={{
        insetInlineStart: `${x - node.width / 2}px`,
        insetBlockStart: `${y - node.height / 2}px`,
        inlineSize: `${node.width}px`,
        blockSize: `${node.height}px`,
      }}
      tabIndex={stop ? 0 : -1}
      onKeyDown={onKeys}
      onClick={() => go({ tab: SCENES, item: node.key, field: "form" })}
    >
      <span class="wme-box-title">
        {node.title}
        <span class="wme-hidden">, {more.filter(Boolean).join(", ")}</span>
      </span>
      {level ? <LevelMark level={level} /> : null}
    </button>
  );
}

/** For the eye only: the boxes say in words where they lead. */
function Ways({ drawing, edges }: { drawing: Drawing; edges: readonly MapEdge[] }) {
  const arrow = useId();
  return (
    <svg class="wme-ways" width={drawing.width} height={drawing.height} aria-hidden="true">
      <defs>
        <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {edges.map((edge) => {
        const points = drawing.ways.get(edge.key) ?? [];
        const middle = labelOf(points);
        return (
          <g key={edge.key}>
            <path class="wme-way" d={lineOf(points)} marker-end={`url(#${arrow})`} />
            {middle ? (
              <text x={middle.x} y={middle.y} text-anchor="middle" dominant-baseline="central">
                {edge.by.join(" ")}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
