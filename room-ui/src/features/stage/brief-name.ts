/** A site's name where every name is a site's: "Điểm cầu xã Mẫu" is then told apart by what follows. Pure. */
const saidByAll = /^điểm cầu (?:tại )?(?=\S)/iu;

export function briefSiteName(name: string): string {
  const brief = name.normalize().replace(saidByAll, '');
  return brief.charAt(0).toUpperCase() + brief.slice(1);
}
