import { byId } from "./page.js";

const paper = [0xe4, 0xe3, 0xdb], ink = [0x26, 0x26, 0x26]; // as endcap draws panels elsewhere

/** Draws what the panel shows. While it refreshes, that is the old picture, which flashes as e-paper does. */
export function showPanel(panel) {
  if (panel.width === 0) return; // a beacon
  const canvas = byId("panel"), scale = panel.width > 320 ? 1 : 2;
  const size = canvas.width === panel.width && canvas.height === panel.height;
  if (!size) [canvas.width, canvas.height] = [panel.width, panel.height];
  canvas.style.width = `${panel.width * scale}px`;
  document.querySelector("main").style.setProperty("--panel", canvas.style.width);
  const packed = Uint8Array.from(atob(panel.pixels), letter => letter.charCodeAt(0));
  const image = new ImageData(panel.width, panel.height);
  for (let y = 0, to = 0; y < panel.height; y++) {
    for (let x = 0; x < panel.width; x++, to += 4) {
      const isPaper = packed[y * panel.stride + (x >> 3)] & (0x80 >> (x & 7));
      image.data.set(isPaper ? paper : ink, to);
      image.data[to + 3] = 255;
    }
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
  canvas.style.setProperty("--time", `${panel.milliseconds}ms`);
  canvas.className = panel.refresh ?? "";
  byId("refresh").textContent = panel.refresh
    ? `${panel.refresh} refresh under way, ${panel.milliseconds >= 1000 ? `${panel.milliseconds / 1000} s` : `${panel.milliseconds} ms`}`
    : "at rest: e-paper keeps its picture without power";
}
