import { type Kysely, sql } from 'kysely'

/** Shops, the people who work in them, the people who buy from them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table shop (
  shop_id text primary key,
  handle text not null unique check (handle ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  settings jsonb not null,
  catalogue_revision bigint not null default 0,
  created_at timestamptz not null default now()
);
create table widget_key (
  shop_id text not null references shop,
  widget_key text not null unique,
  allowed_origins text[] not null default '{}',
  primary key (shop_id, widget_key)
);
create table account (
  account_id text primary key,
  email text not null,
  name text not null,
  password_hash text not null,
  created_at timestamptz not null default now()
);
create unique index account_email on account (lower(email));
create table membership (
  shop_id text not null references shop,
  account_id text not null references account,
  role text not null check (role in ('owner', 'admin', 'agent', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (shop_id, account_id)
);
create table session (
  session_hash text primary key,
  account_id text not null references account on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on session (account_id);
create table api_key (
  shop_id text not null references shop,
  api_key_id text not null,
  name text not null,
  hash text not null unique,
  scopes text[] not null,
  created_by text,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (shop_id, api_key_id)
);
create table sign_in_attempt (
  subject text not null,
  at timestamptz not null default now()
);
create index sign_in_attempt_subject on sign_in_attempt (subject, at);
create table audit (
  shop_id text not null references shop,
  audit_id text not null,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id text,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}',
  primary key (shop_id, audit_id)
);
create index audit_at on audit (shop_id, at desc);

create table person (
  shop_id text not null references shop,
  person_id text not null,
  name text,
  email text,
  phone text,
  language text,
  time_zone text,
  address jsonb,
  attributes jsonb not null default '{}',
  merged_into text,
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (shop_id, person_id),
  foreign key (shop_id, merged_into) references person
);
create table identity (
  shop_id text not null,
  identity_id text not null,
  person_id text not null,
  kind text not null,
  address text not null,
  verified_at timestamptz,
  verified_by text,
  created_at timestamptz not null default now(),
  primary key (shop_id, identity_id),
  foreign key (shop_id, person_id) references person,
  unique (shop_id, kind, address)
);
create index identity_person on identity (shop_id, person_id);
create table consent (
  shop_id text not null,
  consent_id text not null,
  person_id text not null,
  purpose text not null,
  channel text not null,
  granted boolean not null,
  proof jsonb not null default '{}',
  at timestamptz not null default now(),
  primary key (shop_id, consent_id),
  foreign key (shop_id, person_id) references person
);
create table visitor (
  shop_id text not null references shop,
  visitor_id text not null,
  token_hash text not null unique,
  person_id text,
  language text,
  currency text,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (shop_id, visitor_id),
  foreign key (shop_id, person_id) references person
);
create index visitor_person on visitor (shop_id, person_id) where person_id is not null;
create table one_time_code (
  shop_id text not null references shop,
  code_id text not null,
  purpose text not null,
  subject text not null,
  code_hash text not null,
  tries int not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (shop_id, code_id)
);
create index one_time_code_subject on one_time_code (shop_id, purpose, subject, created_at desc);
`.execute(db)
}
