/**
 * A list whose order can be changed by keyboard.
 *
 * After a move the focus stays on the button of the same item, and the new place is said aloud;
 * at the ends the buttons stay focusable and say that they do nothing.
 */

import type { ComponentChildren, JSX } from "preact";
import { t, useDesk, useLayoutEffect, useRef } from "../api";
import { moved } from "./lists";

interface Props<T> {
  items: readonly T[];
  /** How an item is called in sentences: "Choice 2". */
  nameOf: (item: T, at: number) => string;
  keyOf: (item: T, at: number) => string;
  onChange: (items: T[]) => void;
  /** `tools` are the move buttons, for the item to put where they fit. */
  show: (item: T, at: number, tools: JSX.Element) => ComponentChildren;
  class?: string;
}

interface Moved {
  at: number;
  way: "up" | "down";
}

export function OrderedList<T>({ items, nameOf, keyOf, onChange, show, class: className }: Props<T>) {
  const { say } = useDesk();
  const list = useRef<HTMLOListElement>(null);
  const last = useRef<Moved | null>(null);

  useLayoutEffect(() => {
    if (!last.current) return;
    const { at, way } = last.current;
    last.current = null;
    const item = list.current?.children[at];
    const button = item?.querySelector(`[data-wme-move="${way}"]`);
    if (button instanceof HTMLElement) button.focus();
  });

  const move = (item: T, from: number, way: "up" | "down") => {
    const to = way === "up" ? from - 1 : from + 1;
    if (to < 0 || to >= items.length) return;
    last.current = { at: to, way };
    onChange(moved(items, from, to));
    say(t("{name} is now at place {place} of {size}", { name: nameOf(item, from), place: to + 1, size: items.length }));
  };
  const button = (item: T, at: number, way: "up" | "down") => {
    const off = way === "up" ? at === 0 : at === items.length - 1;
    const name = nameOf(item, at);
    const label = way === "up" ? t("Move {name} up", { name }) : t("Move {name} down", { name });
    return (
      <button
        type="button"
        class="wme-icon"
        data-wme-move={way}
        aria-disabled={off || undefined}
        aria-label={label}
        title={label}
        onClick={() => move(item, at, way)}
      >
        {way === "up" ? "↑" : "↓"}
      </button>
    );
  };
  if (!items.length) return null;
  return (
    <ol class={className ?? "wme-plain"} ref={list}>
      {items.map((item, at) => (
        <li key={keyOf(item, at)}>
          {show(
            item,
            at,
            <span class="wme-moves">
              {button(item, at, "up")}
              {button(item, at, "down")}
            </span>,
          )}
        </li>
      ))}
    </ol>
  );
}
