/** A button that asks in its own place before it acts; Escape and No lead back to it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../shell/words";

interface Props {
  label: string;
  /** Told before the author decides; what exactly goes. */
  question: string;
  yes: string;
  onYes: () => void;
  /** Read out instead of the label, where several buttons look alike. */
  name?: string;
  class?: string;
}

export function Confirm({ label, question, yes, onYes, name, class: className = "wme-button" }: Props) {
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const was = useRef(false);

  useEffect(() => {
    if (asking === was.current) return;
    was.current = asking;
    place.current?.querySelector("button")?.focus();
  }, [asking]);

  return (
    <span class="wme-confirm" ref={place}>
      {asking ? (
        <span
          class="wme-ask"
          role="alertdialog"
          aria-label={question}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setAsking(false);
          }}
        >
          <span>{question}</span>
          <button type="button" class="wme-button" onClick={() => setAsking(false)}>
            {t("No, keep it")}
          </button>
          <button
            type="button"
            class="wme-button wme-danger"
            onClick={() => {
              setAsking(false);
              onYes();
            }}
          >
            {yes}
          </button>
        </span>
      ) : (
        <button type="button" class={className} aria-label={name} onClick={() => setAsking(true)}>
          {label}
        </button>
      )}
    </span>
  );
}
