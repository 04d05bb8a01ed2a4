/** A small template of an agreement with everything in it that the editor has to show. */
import { opening as scenario } from "./opening.js";

const field = (id, label, owners, more = {}) => ({
  id,
  label,
  help: "",
  kind: "line",
  decimals: 0,
  change: "material",
  owners,
  readers: [],
  required: false,
  suggestion: "",
  options: [],
  columns: [],
  unread: [],
  ...more,
});
const clause = (id, party, text, to = []) => ({ id, party, to, text, unread: [] });
const reason = (id, purpose, label, means = "") => ({ id, purpose, means, label, unread: [] });
const review = (id, label, week, every) => ({ id, week, every, label, unread: [] });

export const definition = {
  schema: 1,
  language: "en",
  introduction: "This form records what the three of us agreed. It replaces no contract.",
  holidays: [],
  starters: ["school"],
  course_team_is_school: true,
  in_order: true,
  sign_days: 14,
  leaving_days: 7,
  link_days: 31,
  code_for_all: false,
  drawn_signature: false,
  one_side_may_end: false,
  objection_days: 7,
  start_field: "start",
  end_field: "end",
  form_requirement: "",
  disclaimer: "An example, and no legal advice.",
  consent: "I have read this version and agree with it.",
  sections: [
    {
      id: "period",
      title: "Purpose and period",
      introduction: "",
      fields: [
        field("start", "First day", ["school", "employer"], { kind: "date", required: true }),
        field("end", "Last day", ["school", "employer"], { kind: "date", required: true }),
        field("type", "Kind of placement", ["school"], {
          kind: "choice",
          decimals: 0,
          options: [
            { id: "apprentice", label: "Apprenticeship", unread: [] },
            { id: "trainee", label: "Traineeship", unread: [] },
          ],
        }),
        field("outcomes", "What will be learned", ["school", "employer"], {
          kind: "rows",
          decimals: 0,
          columns: [{ id: "task", label: "Task", unread: [] }],
        }),
        field("phone", "Telephone", ["learner"], { change: "contact", readers: ["school", "mentor"] }),
      ],
      clauses: [],
      unread: ["<stamp/>"],
    },
    {
      id: "promises",
      title: "What we promise",
      introduction: "",
      fields: [],
      clauses: [
        clause("safety", "employer", "Safe tasks, and **no work alone**.", ["learner"]),
        clause("log", "learner", "I keep my log."),
      ],
      unread: [],
    },
  ],
  signers: [
    { role: "learner", when: "always", order: 1, unread: [] },
    { role: "employer", when: "always", order: 2, unread: [] },
    { role: "school", when: "always", order: 3, unread: [] },
  ],
  reasons: [
    reason("dates", "decline", "The dates are wrong"),
    reason("period", "amend", "Another period"),
    reason("moved", "terminate", "Another company", "changed_company"),
  ],
  review_plan: [
    review("first", "First talk", 1, 0),
    review("later", "Review", 0, 8),
    review("last", "Last review", 0, 0),
  ],
  review_fields: [field("progress", "How it goes", ["learner", "mentor"], { kind: "text" })],
  completion_fields: [field("hours", "Hours in all", ["school"], { kind: "number" })],
  retention: {
    draft_months: 12,
    declined_months: 24,
    ended_years: 2,
    tombstone_years: 10,
    address_days: 90,
    unread: [],
  },
  variants: [
    {
      lang: "nb",
      workplace: "",
      texts: [
        { for: "period/title", of: "000000000000", text: "Formål og periode", same: false, unread: [] },
        { for: "period/type/option/trainee", of: "", text: "Praksis", same: false, unread: [] },
        { for: "promises/log/text", of: "", text: "Jeg fører loggen min.", same: false, unread: [] },
      ],
      unread: [],
    },
  ],
  unread: [],
};

const finding = (code, level, path, message) => ({ code, level, path, message });

export const findings = [
  finding("missing-meaning", "warning", "reason", "No reason says that the learner leaves the training."),
  finding("shut-out", "warning", "period/phone/readers", "The learner fills in “Telephone” and may not see it."),
  finding("stale-text", "warning", "variant/nb//period/title", "Norwegian Bokmål: the source was changed since."),
  finding("no-guardian", "note", "signer", "No guardian signs for a learner under age."),
  finding("short-retention", "note", "retention/ended_years", "Ended agreements are kept for less than 3 years."),
];

export const opening = {
  ...scenario,
  kind: "agreement",
  decimals: 0,
  usage: "block-v1:demo+type@workmentor_agreement+block@a1",
  definition,
  settings: { display_name: "Three-way agreement", default_language: "" },
  setting_specs: [
    { name: "display_name", label: "Name", help: "Shown above the agreement.", type: "text", choices: [] },
    { name: "default_language", label: "Language shown first", help: "A code such as nb.", type: "text", choices: [] },
  ],
  findings,
  published: { definition },
  presets: [],
};

/** Defaults left out, as the server sends what one may begin with. */
export const preset = {
  id: "vet_default",
  name: "For vocational education",
  definition: {
    schema: 1,
    introduction: "What we agreed.",
    consent: "I agree.",
    sections: [
      {
        id: "period",
        title: "Period",
        fields: [{ id: "start", label: "First day", kind: "date", owners: ["school"] }],
      },
    ],
    signers: [{ role: "learner" }],
    variants: [{ lang: "nl", texts: [{ for: "period/title", text: "Periode" }] }],
  },
};
