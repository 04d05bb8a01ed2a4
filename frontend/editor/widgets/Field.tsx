/** A labelled control with its help and its findings: every field of the editor looks and speaks like this. */
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { findingsAt, useDesk } from "../shell/desk";
import { Level } from "../shell/opening";
import { FindingLine } from "./FindingLine";

/** What the control takes over, so that label, help and findings belong to it. */
export interface ControlProps {
  id: string;
  "data-wme-field": string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
}

export interface FieldProps {
  path: string;
  label: string;
  help?: string | undefined;
  /** For a row whose column heading says it already. */
  quiet?: boolean | undefined;
  /** A box to tick stands before its label. */
  box?: boolean | undefined;
  /** Beside the label: a toolbar, a state. */
  aside?: ComponentChildren;
  /** Findings of these paths are said here as well: what they are about has no field of its own now. */
  also?: readonly string[] | undefined;
}

interface Props extends FieldProps {
  children: (control: ControlProps) => JSX.Element;
}

export function Field({ path, label, help, quiet, box, aside, also = [], children }: Props) {
  const { state } = useDesk();
  const id = useId();
  const findings = [path, ...also].flatMap((one) => findingsAt(state, one));
  const described = [help ? `${id}-help` : "", findings.length ? `${id}-found` : ""].filter(Boolean).join(" ");
  return (
    <div class={box ? "wme-field wme-field-box" : "wme-field"}>
      <div class="wme-field-head">
        <label class={quiet ? "wme-hidden" : "wme-label"} for={id}>
          {label}
        </label>
        {aside}
      </div>
      {help ? (
        <p class="wme-help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      {children({
        id,
        "data-wme-field": path,
        "aria-describedby": described || undefined,
        "aria-invalid": findings.some((one) => one.level === Level.Error) || undefined,
      })}
      {findings.length ? (
        <div id={`${id}-found`}>
          {findings.map((one) => (
            <FindingLine key={one.code + one.message} finding={one} />
          ))}
        </div>
      ) : null}
    </div>
  );
}
