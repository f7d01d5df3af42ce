-- The records of the topics as tables. The comments are the reference page for those who read the tables.

create table profiles (
  customer_id text primary key,
  at timestamptz not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  traits jsonb not null,
  segments text[] not null,
  consent jsonb not null,
  consent_details jsonb not null,
  contact_points jsonb not null,
  release text not null
);
comment on table profiles is 'One row a customer, or a visitor whom nobody knows yet: what is known now.';
comment on column profiles.customer_id is 'The customer''s id, as in the events; of a visitor, the `anonymousId`.';
comment on column profiles.at is 'The moment, in event time, that the row tells of.';
comment on column profiles.first_seen is 'Time of the customer''s first event.';
comment on column profiles.last_seen is 'Time of the customer''s latest event; less than an hour behind.';
comment on column profiles.traits is 'What was said of the customer, and the computed traits that have a value, by name. Times are text: `(traits->>''last_order'')::timestamptz`.';
comment on column profiles.segments is 'The segments that the customer is in, by name; the same as in `segment_memberships`.';
comment on column profiles.consent is 'What was said about consent, by channel: true or false.';
comment on column profiles.consent_details is 'By channel, on which `basis` (where one was said) and `at` which time.';
comment on column profiles.contact_points is 'By channel, its `address` (where addresses are not left out of records), whether it is `usable`, and if not, the `reason` and `since` when.';
comment on column profiles.release is 'The release of patterns that computed the row.';

create table segment_memberships (
  customer_id text not null,
  segment text not null,
  entered_at timestamptz,
  primary key (customer_id, segment)
);
create index segment_memberships_by_segment on segment_memberships (segment, customer_id);
comment on table segment_memberships is 'One row for each segment that a customer is in now.';
comment on column segment_memberships.customer_id is 'The customer.';
comment on column segment_memberships.segment is 'The segment''s name.';
comment on column segment_memberships.entered_at is 'When the customer entered it last, in event time. Null for who was in it already when it was defined, or entered it before the rows of `segment_events` begin.';

create table segment_events (
  customer_id text not null,
  segment text not null,
  change text not null,
  at timestamptz not null,
  release text not null,
  primary key (customer_id, segment, at, change)
);
create index segment_events_by_time on segment_events using brin (at);
comment on table segment_events is 'One row for each time that a customer entered or left a segment.';
comment on column segment_events.customer_id is 'The customer.';
comment on column segment_events.segment is 'The segment''s name.';
comment on column segment_events.change is '`entered` or `left`.';
comment on column segment_events.at is 'When, in event time.';
comment on column segment_events.release is 'The release of patterns that judged it.';

create table triggers (
  trigger_id text primary key,
  campaign text not null,
  release text not null,
  customer_id text not null,
  key text not null,
  fired_at timestamptz not null,
  events text[] not null,
  outcome text not null,
  reason text,
  trace jsonb not null
);
create index triggers_by_customer on triggers (customer_id, fired_at);
create index triggers_by_time on triggers using brin (fired_at);
comment on table triggers is 'One row for each trigger that fired.';
comment on column triggers.trigger_id is 'The trigger''s id: the same after each restart and on every replay.';
comment on column triggers.campaign is 'Name of the campaign.';
comment on column triggers.release is 'The release of patterns that judged it.';
comment on column triggers.customer_id is 'Whose trigger it is.';
comment on column triggers.key is 'The `per` value, or empty.';
comment on column triggers.fired_at is 'When it fired, in event time.';
comment on column triggers.events is 'The ids of the matched events, in order.';
comment on column triggers.outcome is '`accepted` or `suppressed`.';
comment on column triggers.reason is 'Why it was suppressed: `NOT_IN_AUDIENCE` or `REPEATED`; else null.';
comment on column triggers.trace is 'Each check that was made, with the values it saw.';

create table decisions (
  action_id text not null,
  trigger_id text not null,
  campaign text not null,
  release text not null,
  customer_id text not null,
  key text not null,
  channel text not null,
  position integer not null,
  due_at timestamptz not null,
  decided_at timestamptz not null,
  outcome text not null,
  until timestamptz,
  reason text,
  rule text,
  timezone text not null,
  trace jsonb not null,
  primary key (action_id, decided_at, outcome)
);
create index decisions_by_customer on decisions (customer_id, decided_at);
create index decisions_by_time on decisions using brin (decided_at);
comment on table decisions is 'One row for each decision on an action: any number of `deferred` ones, and one that is final.';
comment on column decisions.action_id is 'The action that was decided on.';
comment on column decisions.trigger_id is 'The trigger that scheduled the action.';
comment on column decisions.campaign is 'Name of the campaign.';
comment on column decisions.release is 'The release of patterns that judged it.';
comment on column decisions.customer_id is 'Whose action it is.';
comment on column decisions.key is 'The `per` value, or empty.';
comment on column decisions.channel is 'Where it would go: `email`, `sms`, `push`, `ads` or `webhook`.';
comment on column decisions.position is 'The action''s position in the campaign, from 0.';
comment on column decisions.due_at is 'When the trigger fired, and the action''s delay.';
comment on column decisions.decided_at is 'When the action came up, or was cancelled, in event time.';
comment on column decisions.outcome is '`sent`, `deferred`, `dropped` or `cancelled`.';
comment on column decisions.until is 'When a deferred action comes up again, else null.';
comment on column decisions.reason is 'Why it was not sent, or not yet, such as `NO_CONSENT` or `QUIET_HOURS`; null for `sent`.';
comment on column decisions.rule is 'The cap''s name for `CAPPED`, else null.';
comment on column decisions.timezone is 'The customer''s zone, in which quiet hours and calendar caps were judged.';
comment on column decisions.trace is 'Each check that was made, in order, with the values it saw.';

create table actions (
  action_id text primary key,
  operation text not null,
  customer_id text not null,
  channel text not null,
  class text not null,
  address text,
  template text not null,
  variables jsonb not null,
  locale text,
  timezone text not null,
  campaign text not null,
  release text not null,
  tags text[] not null,
  priority integer not null,
  trigger_id text not null,
  key text not null,
  fired_at timestamptz not null,
  events text[] not null,
  position integer not null,
  due_at timestamptz not null,
  decided_at timestamptz not null,
  expires_at timestamptz not null
);
create index actions_by_customer on actions (customer_id, decided_at);
create index actions_by_time on actions using brin (decided_at);
comment on table actions is 'One row for each message that a channel''s service was asked to send. It says what was asked for, not what was delivered.';
comment on column actions.action_id is 'The action''s id: the same after each restart and on every replay.';
comment on column actions.operation is '`send`, `audience_add` or `audience_remove`.';
comment on column actions.customer_id is 'Whom it is for.';
comment on column actions.channel is 'Where it goes: `email`, `sms`, `push`, `ads` or `webhook`.';
comment on column actions.class is '`marketing` or `transactional`.';
comment on column actions.address is 'The channel''s address, or null where the channel needs none.';
comment on column actions.template is 'Name of the template.';
comment on column actions.variables is 'What the template is filled with.';
comment on column actions.locale is 'The customer''s, or null.';
comment on column actions.timezone is 'The customer''s, or the policy''s.';
comment on column actions.campaign is 'Name of the campaign.';
comment on column actions.release is 'The release of patterns that judged it.';
comment on column actions.tags is 'The campaign''s tags.';
comment on column actions.priority is 'The campaign''s priority, from 0 to 100.';
comment on column actions.trigger_id is 'The trigger that scheduled it.';
comment on column actions.key is 'The `per` value, or empty.';
comment on column actions.fired_at is 'When the trigger fired, in event time.';
comment on column actions.events is 'The ids of the matched events, in order.';
comment on column actions.position is 'The action''s position in the campaign, from 0.';
comment on column actions.due_at is 'When the trigger fired, and the action''s delay.';
comment on column actions.decided_at is 'When it was sent, in event time.';
comment on column actions.expires_at is 'The service refuses it after this.';

create table erasures (
  customer_hash bytea primary key,
  requested_at timestamptz not null,
  erased_at timestamptz not null
);
comment on table erasures is 'One row for each customer who was erased, by which no record from before comes back. It names nobody.';
comment on column erasures.customer_hash is 'SHA-256 of the customer''s id: `sha256(convert_to(id, ''UTF8''))`.';
comment on column erasures.requested_at is 'Time of the event that asked for the last erasure.';
comment on column erasures.erased_at is 'Every record up to this time, in event time, belongs to what was erased.';

create table refused_records (
  place text primary key,
  problem text not null
);
comment on table refused_records is 'One row for each record of a topic that could not become a row of its table: for those who run the job.';
comment on column refused_records.place is 'Topic, partition and offset, such as `triggers-0-17`; the record is still there.';
comment on column refused_records.problem is 'What was found, and what was expected.';
