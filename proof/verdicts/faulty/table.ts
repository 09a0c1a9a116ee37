// The form of the table of faults. A row states the fault in words, the transformation that causes it, and the cases
// that must fail. Rows are grouped under the requirement that these cases state. servers.ts turns rows into servers, one for
// each operation or member that has what the fault needs.
import type { CorpusOperation, Level } from '../../../generated/case-types.ts';
import type { Transformation } from '../serve.ts';
import type { FaultyServer } from './faulty-server.ts';
import type { Constraint, OutputMember } from './places.ts';

/** Rows by the place of the fault. The rest of the server is correct. */
export type Block = Conditions & {
  /** Every operation has the fault, and the cases of each operation must find it. */
  service?: Rows<CorpusOperation, Transformation>;
  /** One operation has the fault. */
  operation?: Rows<CorpusOperation, Transformation>;
  /** One member of an input has the fault. These rows are grouped under the keyword of a constraint. */
  member?: Rows<Constraint, (member: Constraint) => Transformation>;
  /** One member of the body of an answer has the fault. */
  output?: Rows<OutputMember, (member: OutputMember) => Transformation>;
};

/** Keys are globs: over ids of requirements (`*` where each operation has its own requirement), or over keywords. */
export type Rows<Place, Fault> = { [requirement: string]: Row<Place, Fault>[] };

export type Row<Place, Fault> = [what: string, fault: Fault, cases?: Cases<Place>];

/**
 * A glob over the ids of cases, without the operation and the member at their beginning; undefined for a place that
 * does not have what the fault needs. The default is all cases of the requirement, or of the one of the constraint.
 */
export type Cases<Place> = string | ((place: Place) => string | undefined);

/** What applies to all rows of a block. */
export type Conditions = {
  /** Only cases that expect this count. */
  expects?: 'acceptance' | 'refusal';
  /** Only cases of this level count. */
  level?: Level;
  /** One failed case is enough, because the order of requests decides which. By default, every case must fail. */
  one?: true;
  /**
   * `any`: the mock treats unknown tokens as open tasks. `declared`: it knows only its own. The default is `any` for a
   * member that is a token, and `declared` for everything else.
   */
  tasks?: 'any' | 'declared';
  /** Options of the run, and the outcome that the failed cases must have. */
  run?: Pick<FaultyServer, 'whole' | 'outcome' | 'timeoutMs' | 'concurrency' | 'atHead' | 'restarted'>;
};
