/** A picture that is hard to compress and a swelling tone, for a test that needs no camera and no microphone. */
export type MadeMedia = { picture: MediaStreamTrack; sound: MediaStreamTrack; close(): void };

const size = { width: 640, height: 360 };
const frameRate = 25;
const tile = 8;

export function makeMedia(): MadeMedia {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const drawing = canvas.getContext('2d');
  const draw = () => {
    // Another half of the picture each time: enough to fill a line, and little work for a weak device.
    for (let count = 0; count < 1_800; count += 1) {
      const [x, y] = [Math.random() * size.width, Math.random() * size.height];
      if (drawing) drawing.fillStyle = `hsl(${Math.floor(Math.random() * 360)} 80% 50%)`;
      drawing?.fillRect(x - (x % tile), y - (y % tile), tile, tile);
    }
  };
  draw();
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
  return { track: output.stream.getAudioTracks()[0] as MediaStreamTrack, close: () => void context.close() };
}
