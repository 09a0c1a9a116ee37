// Suggestions for unknown names.
import leven from 'leven';

/**
 * The end of a message about an unknown name: the most similar known name, and all known names.
 *
 * @example suggestionFor('statuss', ['status', 'header']) // '; did you mean "status"? Known are status, header'
 */
export function suggestionFor(name: string, known: readonly string[]): string {
  const [nearest] = known
    .map((each) => ({ each, distance: leven(name, each) }))
    .sort((a, b) => a.distance - b.distance);
  const meant =
    nearest && nearest.distance <= Math.max(2, name.length / 4) ? `; did you mean "${nearest.each}"?` : ';';
  return `${meant} Known are ${known.join(', ')}`.replace('; Known', '; known');
}
