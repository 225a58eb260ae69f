import { signal } from "@preact/signals";
import { load, save } from "../storage/local";

const KEY = "sound";

/** Two notes when work comes in. A browser lets a page sound only after the first tap. */
export class Chime {
  readonly on = signal(load<boolean>(KEY) ?? true);
  #audio: AudioContext | undefined;

  constructor() {
    const unlock = () => void this.#context()?.resume();
    addEventListener("pointerdown", unlock, { once: true });
  }

  toggle(): void {
    this.on.value = !this.on.value;
    save(KEY, this.on.value);
    if (this.on.value) this.ring();
  }

  ring(): void {
    const audio = this.#context();
    if (!this.on.value || audio?.state !== "running") return;
    note(audio, 784, 0);
    note(audio, 1175, 0.16);
  }

  #context(): AudioContext | undefined {
    if (typeof AudioContext === "undefined") return undefined;
    this.#audio ??= new AudioContext();
    return this.#audio;
  }
}

/** A struck bell: pitch in hertz, begin in seconds from now. */
function note(audio: AudioContext, pitch: number, begin: number): void {
  const oscillator = new OscillatorNode(audio, { type: "triangle", frequency: pitch });
  const gain = new GainNode(audio, { gain: 0.0001 });
  const at = audio.currentTime + begin;
  gain.gain.setValueAtTime(0.4, at);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.6);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.65);
}
