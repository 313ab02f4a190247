/** `npm run bench -- <name>`: runs one benchmark and prints its report. */
import { benchCamera } from './camera.ts';
import { benchCommands } from './commands.ts';
import { benchFaces } from './faces.ts';
import { benchFloor } from './floor.ts';
import { benchJoin } from './join.ts';
import { benchLines } from './lines.ts';
import { benchNarrowSite } from './narrow-site.ts';
import { benchPages } from './pages.ts';
import { benchPoorLink } from './poor-link.ts';
import { type Figure, report } from './report.ts';
import { benchResilience } from './resilience.ts';
import { benchSfu } from './sfu.ts';

const benches: Record<string, () => Promise<Figure[]>> = {
  camera: benchCamera,
  commands: benchCommands,
  join: benchJoin,
  lines: benchLines,
  'narrow-site': benchNarrowSite,
  faces: benchFaces,
  floor: benchFloor,
  pages: benchPages,
  'poor-link': benchPoorLink,
  resilience: benchResilience,
  sfu: benchSfu,
};

const [name = ''] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench) {
  process.stdout.write(report(name, await bench()));
} else {
  process.stderr.write(`There is no benchmark "${name}". Use one of: ${Object.keys(benches).join(', ')}.\n`);
  process.exitCode = 1;
}
