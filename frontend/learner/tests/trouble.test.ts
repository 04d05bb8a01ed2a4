/** No network, a session that has ended, a server at fault: a sentence, the text still there, and another try. */
import { describe, expect, it } from "vitest";
import { block, freshPage, html, json, later, line, never, offline, pass, ReadAtOnce, sample } from "./stage";

freshPage();

const DONE = { html: "<h4>White knuckles</h4>" };
/** Longer than both pauses between the tries together. */
const ALL_TRIES = 4500;

describe("a weak line [shows page fact 4]", () => {
  it("is tried three times with longer and longer pauses, and says so", async () => {
    const scene = block(sample("scene"));
    line.next(offline, html("", 503), json(DONE));
    scene.press(".wm-button");
    await pass(1000);
    expect(line.requests).toHaveLength(2);
    expect(scene.text("[data-wm-status]")).toMatch(/Trying again/);
    await pass(2900);
    expect(line.requests).toHaveLength(2);
    await pass(200);
    expect(line.requests).toHaveLength(3);
    expect(scene.text("h4")).toBe("White knuckles");
    expect(scene.text("[data-wm-status]")).toBe("");
  });

  it("is given up after that, keeps what was entered and offers another try with the same body", async () => {
    const scene = block(sample("scene"));
    line.next(offline);
    scene.type("[name=reason]", "It is late");
    scene.press(".wm-button");
    await pass(ALL_TRIES);
    expect(line.requests).toHaveLength(3);
    expect(scene.text(".wm-problem-text")).toMatch(/no connection/);
    expect(scene.one<HTMLInputElement>("[name=reason]").value).toBe("It is late");
    expect(scene.one<HTMLInputElement>("[value=b2]").checked).toBe(true);
    line.next(json(DONE));
    scene.press(".wm-problem button");
    await pass(ALL_TRIES);
    const [first, ...others] = line.requests.map(({ body }) => JSON.stringify(body));
    expect(new Set(others)).toEqual(new Set([first]));
    expect(scene.text("h4")).toBe("White knuckles");
  });

  it("that holds a request for ever is let go, and an answer from it no longer counts", async () => {
    const scene = block(sample("scene"));
    const lost = later();
    line.next(lost.reply, json(DONE));
    scene.press(".wm-button");
    await pass(30_000 + 1000);
    expect(scene.text("h4")).toBe("White knuckles");
    lost.arrive(new ReadAtOnce(JSON.stringify({ html: "<h4>An older page</h4>" })));
    await pass();
    expect(scene.text("h4")).toBe("White knuckles");
  });

  it("that breaks off in the middle of an answer counts as no answer", async () => {
    const scene = block(sample("scene"));
    const broken = () => new Response(new ReadableStream({ start: (stream) => stream.error(new TypeError("cut")) }));
    line.next(broken, json(DONE));
    scene.press(".wm-button");
    await pass(1000);
    expect(scene.text("h4")).toBe("White knuckles");
  });

  it("lets a person leave in the middle of a try", async () => {
    const scene = block(sample("scene"));
    line.next(never);
    scene.press(".wm-button");
    scene.element.remove();
    await pass(100_000);
    expect(line.requests).toHaveLength(3);
  });
});

describe("an answer that is no JSON [shows page fact 3]", () => {
  it.each([
    ["signed out", html("Unauthenticated", 403), /signed out/, true],
    ["signed out, as an API says it", html("", 401), /signed out/, true],
    ["a fault", html("<h1>Server Error (500)</h1>", 500), /could not answer/, true],
    ["a page where an answer should be", html("<p>Welcome</p>", 200), /could not answer/, true],
    ["too large for the web server", html("413", 413), /more than the site takes/, false],
  ])("%s becomes a sentence", async (_name, reply, sentence, again) => {
    const scene = block(sample("scene"));
    line.next(reply);
    scene.press(".wm-button");
    await pass();
    expect(scene.text(".wm-problem-text")).toMatch(sentence);
    expect(scene.has(".wm-problem button")).toBe(again);
    expect(scene.text("h4")).toBe("Main switch off, nothing locked");
  });

  it("from a sign-in page that the request was led to means signed out", async () => {
    const scene = block(sample("scene"));
    line.next(() => {
      const response = new ReadAtOnce("<form>Sign in</form>");
      Object.defineProperty(response, "redirected", { value: true });
      return response;
    });
    scene.press(".wm-button");
    await pass();
    expect(scene.text(".wm-problem-text")).toMatch(/signed out/);
  });

  it("does not stop the next try, which carries the new session's token", async () => {
    const scene = block(sample("signed_out"));
    line.next(html("Unauthenticated", 403), json(DONE));
    scene.press(".wm-button");
    await pass();
    // biome-ignore lint/suspicious/noDocumentCookie: jsdom has no Cookie Store API.
    document.cookie = "csrftoken=new456";
    scene.press(".wm-problem button");
    await pass();
    expect(line.requests[1]?.headers.get("X-CSRFToken")).toBe("new456");
    expect(scene.text("h4")).toBe("White knuckles");
  });

  it("speaks the person's language where the server sent the words [shows platform fact 52]", async () => {
    const words = { signed_out: "Du er logget ut.", try_again: "Prøv igjen" };
    const scene = block(sample("scene"), { user: "marta", usage: "u", words });
    line.next(html("", 403));
    scene.press(".wm-button");
    await pass();
    expect(scene.text(".wm-problem")).toBe("Du er logget ut.Prøv igjen");
  });
});

describe("a fault that the server words itself", () => {
  it("is shown in its words, with another try", async () => {
    const scene = block(sample("scene"));
    line.next(json({ error: { code: "busy", message: "The server is busy." } }, 500));
    scene.press(".wm-button");
    await pass();
    expect(scene.text(".wm-problem-text")).toBe("The server is busy.");
    expect(scene.has(".wm-problem button")).toBe(true);
  });
});
