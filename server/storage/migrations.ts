export type Engine = 'sqlite' | 'postgres';
export type Migration = { name: string; statements: string[] };

/**
 * The schema, for every engine, as the steps that led to it. A released step is never edited, moved or removed:
 * somebody's data has already been through it.
 */
export function migrations(engine: Engine): Migration[] {
  const bytes = engine === 'sqlite' ? 'blob' : 'bytea';
  // Rows then lie in the order of their key, so that a canvas or a log is read from neighbouring pages.
  const byKey = engine === 'sqlite' ? 'without rowid' : '';

  return [
    {
      name: '0001-sessions-and-canvases',
      statements: [
        `create table sessions (
          id text primary key not null,
          join_code text not null unique,
          scenario text not null,
          created_at text not null
        )`,
        // The payload is text and not a JSON type: the checksum is of these very characters.
        `create table events (
          session_id text not null,
          seq integer not null,
          at text not null,
          "by" text not null,
          command_id text,
          payload text not null,
          checksum ${bytes} not null,
          primary key (session_id, seq)
        ) ${byKey}`,
        `create index events_of_command on events (session_id, command_id, "by") where command_id is not null`,
        `create table seats (
          session_id text not null,
          id text not null,
          name text not null,
          email text,
          organisation text,
          created_at text not null,
          primary key (session_id, id)
        ) ${byKey}`,
        `create table keys (
          hash text primary key not null,
          session_id text not null,
          seat_id text,
          role text not null
        )`,
        `create index keys_of_seat on keys (session_id, seat_id)`,
        `create table canvases (
          id text primary key not null,
          session_id text not null
        )`,
        `create index canvases_of_session on canvases (session_id)`,
        `create table canvas_updates (
          canvas_id text not null,
          seq integer not null,
          "by" text not null,
          at bigint not null,
          format integer not null,
          bytes ${bytes} not null,
          checksum ${bytes} not null,
          primary key (canvas_id, seq)
        ) ${byKey}`,
        `create table canvas_owners (
          canvas_id text not null,
          kind text not null,
          key text not null,
          person text not null,
          checksum ${bytes} not null,
          primary key (canvas_id, kind, key)
        ) ${byKey}`,
      ],
    },
    {
      name: '0002-checkpoints',
      statements: [
        'alter table canvases add column incarnation integer not null default 1',
        `create table canvas_checkpoints (
          canvas_id text not null,
          seq integer not null,
          format integer not null,
          bytes ${bytes} not null,
          checksum ${bytes} not null,
          primary key (canvas_id, seq)
        ) ${byKey}`,
      ],
    },
  ];
}
