/** A picture that fills whatever bitrate it is given and a swelling tone, for a test that needs no camera and no microphone. */
export type MadeMedia = { picture: MediaStreamTrack; sound: MediaStreamTrack; close(): void };

const size = { width: 640, height: 360 };
const patch = { width: 160, height: 120 };
const frameRate = 25;
/** Three quarters of the picture; some hit the same place. */
const patchesPerFrame = 12;

export function makeMedia(): MadeMedia {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const drawing = canvas.getContext('2d');
  const noise = makeNoise();
  const { width, height } = patch;
  const draw = () => {
    // Other noise each time, so that nothing can be guessed from the picture before; copied, which is little work.
    for (let count = 0; count < patchesPerFrame; count += 1) {
      const x = Math.floor((Math.random() * size.width) / width) * width;
      const y = Math.floor((Math.random() * size.height) / height) * height;
      const [fromX, fromY] = [Math.random() * (size.width - width), Math.random() * (size.height - height)];
      drawing?.drawImage(noise, fromX, fromY, width, height, x, y, width, height);
    }
  };
  drawing?.drawImage(noise, 0, 0);
  const timer = setInterval(draw, 1_000 / frameRate);
  const picture = canvas.captureStream(frameRate).getVideoTracks()[0] as MediaStreamTrack;
  const sound = openTone();
  return {
    picture,
    sound: sound.track,
    close() {
      clearInterval(timer);
      picture.stop();
      sound.close();
    },
  };
}

/** Faint and fine: at a low bitrate an encoder leaves it out, at a high one it fills every byte. */
function makeNoise(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const image = new ImageData(size.width, size.height);
  for (let at = 0; at < image.data.length; at += 4) {
    image.data.fill(96 + Math.random() * 64, at, at + 3);
    image.data[at + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

function openTone(): { track: MediaStreamTrack; close(): void } {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  const swell = context.createOscillator();
  const volume = context.createGain();
  const output = context.createMediaStreamDestination();
  oscillator.frequency.value = 300;
  swell.frequency.value = 3;
  volume.gain.value = 0.3;
  swell.connect(volume.gain);
  oscillator.connect(volume).connect(output);
  oscillator.start();
  swell.start();
  void context.resume().catch(() => undefined);
  return {
    track: output.stream.getAudioTracks()[0] as MediaStreamTrack,
    close: () => void context.close().catch(() => undefined),
  };
}
