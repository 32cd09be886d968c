import { type Kysely, type Migration, sql } from 'kysely';

export type Engine = 'sqlite' | 'postgres';

/**
 * The schema, for every engine, as the steps that led to it; they run in the order of their names. A released step is
 * never edited: somebody's data has already been through it.
 */
export function migrations(engine: Engine): Record<string, Migration> {
  const bytes = engine === 'sqlite' ? sql`blob` : sql`bytea`;
  // Rows then lie in the order of their key, so that a canvas or a log is read from neighbouring pages.
  const byKey = engine === 'sqlite' ? sql`without rowid` : sql``;

  return {
    '0001-sessions-and-canvases': {
      async up(db: Kysely<unknown>) {
        const { schema } = db;
        await schema
          .createTable('sessions')
          .addColumn('id', 'text', (column) => column.primaryKey().notNull())
          .addColumn('join_code', 'text', (column) => column.notNull().unique())
          .addColumn('scenario', 'text', (column) => column.notNull())
          .addColumn('created_at', 'text', (column) => column.notNull())
          .execute();

        await schema
          .createTable('events')
          .addColumn('session_id', 'text', (column) => column.notNull())
          .addColumn('seq', 'integer', (column) => column.notNull())
          .addColumn('at', 'text', (column) => column.notNull())
          .addColumn('by', 'text', (column) => column.notNull())
          .addColumn('command_id', 'text')
          // Text and not a JSON type: the checksum is of these very characters.
          .addColumn('payload', 'text', (column) => column.notNull())
          .addColumn('checksum', bytes, (column) => column.notNull())
          .addPrimaryKeyConstraint('events_key', ['session_id', 'seq'])
          .modifyEnd(byKey)
          .execute();
        await schema
          .createIndex('events_of_command')
          .on('events')
          .columns(['session_id', 'command_id', 'by'])
          .where(sql.ref('command_id'), 'is not', null)
          .execute();

        await schema
          .createTable('seats')
          .addColumn('session_id', 'text', (column) => column.notNull())
          .addColumn('id', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addColumn('email', 'text')
          .addColumn('organisation', 'text')
          .addColumn('created_at', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('seats_key', ['session_id', 'id'])
          .modifyEnd(byKey)
          .execute();

        await schema
          .createTable('keys')
          .addColumn('hash', 'text', (column) => column.primaryKey().notNull())
          .addColumn('session_id', 'text', (column) => column.notNull())
          .addColumn('seat_id', 'text')
          .addColumn('role', 'text', (column) => column.notNull())
          .execute();
        await schema.createIndex('keys_of_seat').on('keys').columns(['session_id', 'seat_id']).execute();

        await schema
          .createTable('canvases')
          .addColumn('id', 'text', (column) => column.primaryKey().notNull())
          .addColumn('session_id', 'text', (column) => column.notNull())
          .execute();
        await schema.createIndex('canvases_of_session').on('canvases').column('session_id').execute();

        await schema
          .createTable('canvas_updates')
          .addColumn('canvas_id', 'text', (column) => column.notNull())
          .addColumn('seq', 'integer', (column) => column.notNull())
          .addColumn('by', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addColumn('format', 'integer', (column) => column.notNull())
          .addColumn('bytes', bytes, (column) => column.notNull())
          .addColumn('checksum', bytes, (column) => column.notNull())
          .addPrimaryKeyConstraint('canvas_updates_key', ['canvas_id', 'seq'])
          .modifyEnd(byKey)
          .execute();

        await schema
          .createTable('canvas_owners')
          .addColumn('canvas_id', 'text', (column) => column.notNull())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('key', 'text', (column) => column.notNull())
          .addColumn('person', 'text', (column) => column.notNull())
          .addColumn('checksum', bytes, (column) => column.notNull())
          .addPrimaryKeyConstraint('canvas_owners_key', ['canvas_id', 'kind', 'key'])
          .modifyEnd(byKey)
          .execute();
      },
    },
  };
}
