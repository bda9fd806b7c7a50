/** Tables of `states.sqlite`. A thread row holds the thread as JSON: what is being waited for is read from it after a restart. */
export const SCHEMA = `
create table if not exists definition (hash text primary key, text text not null) without rowid;
create table if not exists machine (
  arn text primary key, name text not null, type text not null, role_arn text not null, definition text not null,
  revision text not null, created_ms integer not null, updated_ms integer not null
) without rowid;
create table if not exists execution (
  id integer primary key autoincrement, arn text not null unique, name text not null, machine_arn text not null, machine_name text not null,
  definition text not null, role_arn text not null, status text not null, input text not null, output text, error text, cause text,
  start_ms integer not null, stop_ms integer, timeout_ms integer, redrive_count integer not null default 0,
  next_event integer not null, next_thread integer not null, parent_arn text, parent_thread integer, parent_key text
);
create index if not exists execution_by_machine on execution (machine_arn, start_ms);
create index if not exists execution_by_status on execution (status);
create table if not exists thread (execution integer not null, id integer not null, body text not null, primary key (execution, id)) without rowid;
create table if not exists event (
  execution integer not null, id integer not null, previous integer not null, at_ms integer not null, type text not null, detail text,
  primary key (execution, id)
) without rowid;
create table if not exists redrive (
  execution integer not null, count integer not null, at_ms integer not null, client_token text, primary key (execution, count)
) without rowid;
create table if not exists token (token text primary key, execution integer not null, thread integer not null, key text not null) without rowid;
`;
