/** A small scenario with everything in it that the editor has to show: for looking at it, and for its tests. */

const picture = (name) => ({
  src: `/static/${name}.svg`,
  url: `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100"><rect width="160" height="100" fill="#dfe8ee"/><text x="80" y="56" font-family="sans-serif" font-size="16" text-anchor="middle" fill="#33475b">${name}</text></svg>`,
  )}`,
  name: `${name}.svg`,
});

const choice = (id, to, label, consequence, coach_note, evidence, fixed = false) => ({
  id,
  to,
  label,
  consequence,
  coach_note,
  fixed,
  evidence: evidence.map(([competence, points]) => ({ competence, points })),
});

const definition = {
  schema: 1,
  language: "en",
  start: "arrive",
  introduction:
    "You are an electrician, and for two months you have been the mentor of Emil, who is seventeen.\n\nToday you left him alone in a customer's hall for five minutes.",
  competences: [],
  workplaces: [
    { id: "electrical", name: "Electrical installation" },
    { id: "plumbing", name: "Plumbing" },
  ],
  scenes: [
    {
      id: "arrive",
      title: "Main switch off, nothing locked",
      body: "The cupboard in the hall is open. Emil tightens one terminal after the other, neatly, from left to right.\n\nThe main switch is off. There is no padlock on it and **no tag**.",
      picture: { src: "/static/board.svg", alt: "An open switchboard without a padlock." },
      required: true,
      was: ["node-1"],
      choices: [
        choice(
          "hand",
          "why",
          "Say his name quietly and have him step away from it",
          "Emil looks round, surprised, and steps back with empty hands. You hang your padlock on the switch.",
          "Danger first, and without shame. A calm voice makes people move backwards.",
          [
            ["C7", 2],
            ["C5", 1],
          ],
        ),
        choice(
          "door",
          "frozen",
          "Call out from the doorway that he has to stop at once",
          "Emil jerks. The screwdriver slips and his knuckles scrape along the busbar.",
          "The wish is right: it must stop now. But a shout is a risk of its own.",
          [
            ["C7", -1],
            ["C5", -1],
          ],
        ),
        choice("pause", "burnt", "Let him finish the row and bring it up at the break", "", "", [["C7", -2]]),
      ],
    },
    {
      id: "frozen",
      title: "White knuckles",
      body: "It is very quiet in the hall. Emil holds his right hand in his left.",
      picture: null,
      required: false,
      was: [],
      choices: [
        choice("breathe", "why", "Sit down with him on the stairs for a minute", "His shoulders drop.", "", [
          ["C5", 2],
        ]),
        choice("again", "arrive", "Start the job again from the beginning", "", "", []),
      ],
    },
    {
      id: "why",
      title: "Where had he learned it?",
      body: "Emil says a journeyman showed him on Friday.",
      picture: { src: "/static/gone.svg", alt: "" },
      required: false,
      was: [],
      choices: [
        choice("report", "trust", "Report the near miss and thank Emil for telling", "He nods.", "Why it works.", [
          ["C7", 1],
          ["C8", 2],
        ]),
        choice("silent", "school", "Ask Emil not to tell the school", "He looks at his shoes.", "", [["C8", -2]]),
      ],
    },
    {
      id: "lunch",
      title: "At lunch",
      body: "Nobody speaks.",
      picture: null,
      required: false,
      was: [],
      choices: [choice("go", "why", "Ask him now", "", "", [])],
    },
  ],
  endings: [
    {
      id: "trust",
      title: "He tells you first",
      body: "In spring Emil calls you before he touches a board.",
      picture: null,
      level: 90,
      was: [],
    },
    { id: "burnt", title: "The customer flips the switch", body: "It goes dark.", picture: null, level: 10, was: [] },
  ],
  questions: [
    { id: "q1", text: "What did you protect first?" },
    { id: "q2", text: "Who else needed to know?" },
  ],
  variants: [
    {
      lang: "nb",
      workplace: "",
      texts: [
        { for: "display_name", of: "", text: "Bryteren var av", same: false },
        { for: "arrive/title", of: "000000000000", text: "Hovedbryter av, ingenting låst", same: false },
        {
          for: "arrive/hand/label",
          of: "",
          text: "Si navnet hans rolig, og la ham tre et skritt tilbake",
          same: false,
        },
        { for: "question/q1", of: "", text: "What did you protect first?", same: false },
        { for: "cellar/body", of: "", text: "En tekst som ble igjen.", same: false },
      ],
    },
    { lang: "en", workplace: "plumbing", texts: [] },
  ],
  unread: ["<sound src='x.mp3'/>"],
};

const finding = (code, level, path, message) => ({ code, level, path, message });

export const findings = [
  finding(
    "no_target",
    "error",
    "why/silent/to",
    "The choice “Ask Emil not to tell the school” leads to “school”, which does not exist.",
  ),
  finding("unreachable", "warning", "lunch", "No way leads to “At lunch”."),
  finding("no_alt", "warning", "why/picture/alt", "Describe the picture of “Where had he learned it?”."),
  finding("stale", "warning", "variant/nb//arrive/title", "Norwegian Bokmål: the source was changed since."),
  finding("length", "note", "arrive/pause/consequence", "This choice has no consequence."),
];

export const opening = {
  kind: "scenario",
  usage: "block-v1:demo+type@workmentor_scenario+block@s1",
  definition,
  digest: "d1",
  settings: {
    display_name: "The switch was off",
    minutes: 8,
    feedback: "now",
    ask_reason: true,
    scoring: "none",
    policy: "best",
    weight: 1,
  },
  setting_specs: [
    { name: "display_name", label: "Name", help: "Shown above the scenario.", type: "text", choices: [] },
    { name: "minutes", label: "Minutes a run takes", help: "Said on the first page.", type: "integer", choices: [] },
    {
      name: "feedback",
      label: "Consequences and coach notes",
      help: "Beginners learn more when they see both at once.",
      type: "choice",
      choices: [
        ["now", "At once"],
        ["end", "In the debrief"],
        ["never", "Never"],
      ],
    },
    {
      name: "ask_reason",
      label: "Ask for a reason before the consequence",
      help: "Optional.",
      type: "boolean",
      choices: [],
    },
    {
      name: "scoring",
      label: "Grading",
      help: "",
      type: "choice",
      choices: [
        ["none", "Not graded"],
        ["decisions", "By decisions"],
        ["outcome", "By the ending"],
      ],
    },
    { name: "weight", label: "Points in the gradebook", help: "Used only when graded.", type: "number", choices: [] },
  ],
  findings,
  words: {},
  languages: [
    ["de", "German"],
    ["en", "English"],
    ["lv", "Latvian"],
    ["nb", "Norwegian Bokmål"],
    ["nl", "Dutch"],
  ],
  default_competences: [
    { id: "C1", name: "Role and limits" },
    { id: "C4", name: "Showing and guiding" },
    { id: "C5", name: "Listening, questions, feedback" },
    { id: "C7", name: "Safety and protection" },
    { id: "C8", name: "Three-way cooperation" },
  ],
  pictures: [picture("board"), picture("talk")],
  published: {
    definition: {
      ...definition,
      introduction: "You are an electrician, and for two months you have been the mentor of Emil.",
      scenes: definition.scenes.slice(0, 3),
    },
  },
};
