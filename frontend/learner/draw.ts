/** Drawing a signature beside the typed name; never needed. What is sent are lines of points, 0 to 1000 each way. */

const MOST = 1900; // points; the server takes 2000

export function prepareDrawing(within: Element): void {
  for (const box of within.querySelectorAll<HTMLElement>("[data-wm-draw]")) {
    const canvas = box.querySelector("canvas");
    const kept = box.querySelector<HTMLInputElement>("input[name=drawn]");
    const pen = canvas?.getContext("2d");
    if (!canvas || !kept || !pen) continue;
    box.hidden = false;
    draw(canvas, kept, pen, box.querySelector("[data-wm-draw-clear]"));
  }
}

function draw(
  canvas: HTMLCanvasElement,
  kept: HTMLInputElement,
  pen: CanvasRenderingContext2D,
  clear: Element | null,
): void {
  let lines: number[][][] = [];
  let down = false;
  const point = (event: PointerEvent) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [scaled(event.clientX - left, width), scaled(event.clientY - top, height)];
  };
  const paint = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#26241f";
    for (const line of lines) {
      pen.beginPath();
      for (const [x = 0, y = 0] of line) pen.lineTo((x * canvas.width) / 1000, (y * canvas.height) / 1000);
      pen.stroke();
    }
    kept.value = lines.length ? JSON.stringify(lines) : "";
  };
  canvas.addEventListener("pointerdown", (event) => {
    down = true;
    canvas.setPointerCapture(event.pointerId);
    lines.push([point(event)]);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!down || lines.flat().length > MOST) return;
    lines[lines.length - 1]?.push(point(event));
    paint();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (down = false));
  clear?.addEventListener("click", () => {
    lines = [];
    paint();
  });
}

function scaled(at: number, size: number): number {
  return Math.round(Math.min(1, Math.max(0, at / size)) * 1000);
}
