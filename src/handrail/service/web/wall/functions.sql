-- What the policies ask. Each function runs as the owner, reads only what it needs, and cannot be made to read more.
-- They stand in a schema of their own, in which nobody but the owner can make anything.

set local check_function_bodies = off; -- they call one another

create schema if not exists wall;
revoke all on schema wall from public;

create table if not exists wall.role (key text primary key, wide boolean not null, reach text[] not null, may text[] not null);
create table if not exists wall.acting (acts text primary key, role_name text not null);
-- What the wall was made from when it was last raised, and how the database then looked: see standing_still.
create table if not exists wall.raised (made_from text not null, looked text not null);
-- Folders that went and that an older backup brought back: only the owner finds them, by the list kept outside.
create table if not exists wall.went (folder_id uuid primary key);
revoke all on wall.role, wall.acting, wall.raised, wall.went from public;

-- Who acts in this unit of work. An error and never an empty page: an empty page reads as "no concerns are known".
create or replace function wall.actor() returns uuid language plpgsql stable set search_path = pg_catalog as $$
declare named text := current_setting('handrail.actor', true);
begin
    if named is null or named = '' then
        raise insufficient_privilege using message = 'No actor is named, so nothing is shown.';
    end if;
    -- Whoever hands in a form by code has a key of their own, which is no person's and holds no post.
    return case when starts_with(named, 'form:') then substr(named, 6) else named end::uuid;
end $$;

create or replace function wall.today() returns date language sql stable set search_path = pg_catalog as $$
    select (clock_timestamp() at time zone 'Europe/London')::date
$$;

-- A job has every row before it, and says which job it is.
create or replace function wall.job() returns boolean language plpgsql stable set search_path = pg_catalog as $$
begin
    if coalesce(current_setting('handrail.actor', true), '') = '' then
        raise insufficient_privilege using message = 'No job is named, so nothing is shown.';
    end if;
    return true;
end $$;

-- The posts that the actor holds today, with what their roles reach and may. Somebody who may not sign in holds none.
create or replace function wall.posts()
returns table (body_id uuid, partnership_id uuid, wide boolean, reach text[], may text[])
language sql stable security definer rows 3 set search_path = pg_catalog as $$
    select post.body_id, post.partnership_id, role.wide, role.reach, role.may
    from public.access_post post
    join wall.role role on role.key = post.role
    join public.access_person person on person.id = post.person_id and person.is_active
    where post.person_id = wall.actor()
      and (post.from_on is null or post.from_on <= wall.today())
      and (post.until_on is null or post.until_on >= wall.today())
$$;

-- The partnerships all of whose folders the actor reaches.
create or replace function wall.partnerships() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct partnership_id), '{}') from wall.posts() where wide
$$;

-- The bodies at which the actor works, and the partnerships for which.
create or replace function wall.bodies() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct body_id), '{}') from wall.posts()
$$;

create or replace function wall.posted() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct partnership_id), '{}') from wall.posts()
$$;

create or replace function wall.may(permission text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select exists (select from wall.posts() where permission = any(may))
$$;

-- The partnerships for which a post of the actor allows it.
create or replace function wall.may_for(variadic permissions text[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct partnership_id), '{}') from wall.posts() where may && permissions
$$;

-- The people about whose reading the actor may ask: those with a post, ever, for a partnership of theirs.
create or replace function wall.colleagues() returns text[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct post.person_id::text), '{}') from public.access_post post
    where post.partnership_id = any(wall.may_for('ask about reading'))
$$;

-- The people whom the actor looks after: every post that they hold or will hold is for a partnership of the actor's.
-- Name, address, password and second factors are one person's everywhere.
create or replace function wall.people_kept() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(one.id), '{}')
    from (select wall.may_for('manage people') as those) mine, public.access_person one
    where cardinality(mine.those) > 0
      and not exists (select from public.access_post post where post.person_id = one.id
                      and post.partnership_id <> all(mine.those)
                      and (post.until_on is null or post.until_on >= wall.today()))
      and (exists (select from public.access_post post where post.person_id = one.id
                   and post.partnership_id = any(mine.those))
           or not exists (select from public.access_post post where post.person_id = one.id))
$$;

-- The hash of a password, for whoever signs people in, and for the person. Nobody else is given one, and nobody may read
-- the column.
create or replace function wall.password_of(whose uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare acts text := (select a.acts from wall.acting a where a.role_name = current_setting('role'));
begin
    if acts is distinct from 'signed_out' then
        if acts is null or acts not in ('person', 'office') or whose is distinct from wall.actor() then
            raise insufficient_privilege using message = 'A password is asked for by whoever signs in, and nobody else.';
        end if;
    end if;
    return coalesce((select kept.hash from public.access_password kept where kept.person_id = whose), '');
end $$;

-- The one form that a practitioner has open by a code, and the folder and body it is of. Nothing, once it has ended, and
-- nothing once they are shut out of the folder by the name or the address under which they were asked.
create or replace function wall.form_of(which text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
    select case which when 'paper' then one.paper_id when 'folder' then one.folder_id when 'body' then one.body_id
           else one.id end
    from public.access_practitioner one
    where 'form:' || one.id::text = current_setting('handrail.actor', true) and one.ended_at is null
      and not public.access_names_shut(array[one.folder_id], one.known_by)
$$;

-- Whoever has come of their own accord, and has open by a code what they tell. Nothing, once they have sent it.
create or replace function wall.telling_by() returns uuid
language sql stable security definer set search_path = pg_catalog as $$
    select one.id from public.access_teller one
    where 'form:' || one.id::text = current_setting('handrail.actor', true) and one.ended_at is null
$$;

-- The folder of a reference in a partnership in which the actor may break the glass, if it is not shut to them.
create or replace function wall.folders_called(asked text) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(held.folder_id), '{}')
    from public.cases_case held
    where lower(held.reference) = lower(asked) and held.folder_id <> all(wall.shut())
      and held.partnership_id = any(wall.may_for('break the glass'))
$$;

-- The folders that a live key of the actor's bodies opens for any of `kinds`. A key to all opens every kind to those
-- whose role reaches all; `any` asks for whatever key there is. A second or so between two machines' clocks shuts
-- nobody out of a folder just opened.
-- What each post lets through, and the moment, are settled before the keys are looked up: an agency may hold very many.
create or replace function wall.keys(variadic kinds text[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(held.folder_id), '{}')
    from (select clock_timestamp() as at offset 0) now
    cross join (select post.body_id, 'all' = any(post.reach) and 'any' = any(kinds) as whatever,
                       case when 'all' = any(post.reach) then kinds || 'all'::text
                            when 'any' = any(kinds) then post.reach
                            else array(select unnest(post.reach) intersect select unnest(kinds)) end as lets
                from wall.posts() post offset 0) mine
    join public.access_grant held on held.body_id = mine.body_id
    where held.from_at <= now.at + interval '10 seconds' and (held.until_at is null or held.until_at > now.at)
      and (mine.whatever or held.opens = any(mine.lets))
$$;

-- Whether a key of a body of the actor's opens rows of this kind in this folder; what one body sent is for that body.
create or replace function wall.holds(folder uuid, kind text, for_body uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select exists (
        select from wall.posts() post
        join public.access_grant held on held.body_id = post.body_id and held.folder_id = folder and held.opens = kind
        where held.from_at <= clock_timestamp() + interval '10 seconds'
          and (held.until_at is null or held.until_at > clock_timestamp())
          and (kind = any(post.reach) or 'all' = any(post.reach))
          and (for_body is null or for_body = post.body_id))
$$;

-- Folders the actor is shut out of: this beats every key, every role and broken glass.
create or replace function wall.shut() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct folder_id), '{}') from public.access_shutout
    where person_id::text = current_setting('handrail.actor', true)
$$;

-- The deaths before an overview panel that are those of folders the actor is shut out of.
create or replace function wall.panel_deaths_shut() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(pack.laid_as), '{}') from public.overview_panels_panelpack pack
    where pack.laid_as is not null and pack.case_id = any(wall.shut())
$$;

-- How often the actor broke the glass since an instant. An exclusion hides such a folder, and takes nothing off the count.
create or replace function wall.glass_broken_since(since timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
    select count(*) from public.access_brokenglass where person_id = wall.actor() and broken_at >= since
$$;

-- Folders over which the actor has broken the glass, for now, to read and not to write.
create or replace function wall.glass() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct folder_id), '{}') from public.access_brokenglass
    where person_id = wall.actor() and until_at > clock_timestamp()
      and broken_at <= clock_timestamp() + interval '10 seconds'
$$;

-- Folders that the actor may read some of: by a key that opens any of `kinds`, or over which they have broken the glass.
-- One array, so that whoever reads by keys has one predicate for an index.
create or replace function wall.opened(variadic kinds text[]) returns uuid[]
language sql stable set search_path = pg_catalog as $$
    select wall.keys(variadic kinds) || wall.glass()
$$;

-- Folders that the actor opened: what they go on writing there is theirs before any key is given.
create or replace function wall.made() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(id), '{}') from public.access_folder where made_by_id = wall.actor()
$$;

-- The requests to a body of the actor's that they can read: what stands about one is theirs to read with any key. As words,
-- since that is how what is about something names it.
create or replace function wall.asked() returns text[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(asked.id::text), '{}') from public.requests_request asked
    where asked.body_id = any(wall.bodies()) and asked.case_id = any(wall.keys('own contribution'))
$$;

-- Meetings to which a body of the actor was told to come.
create or replace function wall.invited() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct invited.meeting_id), '{}')
    from wall.posts() post
    join public.meetings_attendance invited on invited.body_id = post.body_id
    where invited.told_at is not null
$$;

-- The one folder in which a paper is being filed: whoever hands it in may do so there, and the keeper may read no other.
create or replace function wall.filing() returns uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
declare asked uuid := nullif(current_setting('handrail.folder', true), '')::uuid;
begin
    if asked is null then
        raise insufficient_privilege using message = 'No folder is named to file in.';
    end if;
    if asked = any(wall.shut()) then
        raise insufficient_privilege using message = 'This actor files nothing in that folder.';
    end if;
    if current_setting('handrail.actor', true) like 'form:%' then
        if asked = wall.form_of('folder') then
            return asked;
        end if;
        raise insufficient_privilege using message = 'This actor files nothing in that folder.';
    end if;
    if asked = any(wall.keys('any'))
       or exists (select from public.access_folder folder where folder.id = asked
                  and (folder.partnership_id = any(wall.partnerships()) or folder.made_by_id = wall.actor()
                       or folder.partnership_id = any(wall.may_for('manage bodies', 'break the glass'))))
       or not exists (select from public.access_folder folder where folder.id = asked) then
        return asked;
    end if;
    raise insufficient_privilege using message = 'This actor files nothing in that folder.';
end $$;

-- The next number of a partnership's references, one at a time. Nothing else is told of the folders that have them.
create or replace function wall.last_reference(partnership uuid, stem text) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('reference ' || partnership::text, 0));
    return (select held.reference from public.cases_case held
            where held.partnership_id = partnership and starts_with(held.reference, stem)
            order by length(held.reference) desc, held.reference desc limit 1);
end $$;

-- How many folders a practice review is of, besides its own: one that is hidden from the actor must shut the review to
-- them. Of which they are nothing is told.
create or replace function wall.folders_covered(review uuid) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
    select count(*) from public.reviews_foldercovered covered where covered.review_id = review
$$;

-- How many folders were found for somebody who asks to see what is held of them: one that is hidden from the actor must
-- shut the answer to them. Of which they are nothing is told.
create or replace function wall.folders_matched(asked uuid) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
    select count(distinct child.folder_id) from public.records_match found
    join public.children_child child on child.id = found.child_id where found.request_id = asked
$$;

-- Whether the actor may open all of every folder found for such a request: whoever may not finds no request.
create or replace function wall.opens_every_match(asked uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select not exists (
        select from public.records_match found
        join public.children_child child on child.id = found.child_id
        join public.access_folder folder on folder.id = child.folder_id
        where found.request_id = asked
          and (folder.id = any(wall.shut())
               or not (folder.id = any(wall.keys('all')) or folder.id = any(wall.glass())
                       or folder.partnership_id = any(wall.partnerships()))))
$$;

-- Whether the actor may open every other folder that a practice review is of: whoever may not finds no review.
create or replace function wall.opens_every_folder(review uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select not exists (
        select from public.reviews_foldercovered covered
        join public.access_folder folder on folder.id = covered.other_id
        where covered.review_id = review
          and (folder.id = any(wall.shut())
               or not (folder.id = any(wall.keys('all', 'reviews')) or folder.id = any(wall.glass())
                       or folder.partnership_id = any(wall.partnerships()))))
$$;

-- The reviews that are also of a folder which the actor may not open, by every paper that something may say it came out
-- of: the review's own, and the decision that called for it. Of reviews that are filed where the actor opens nothing no
-- policy shows anything, and they are left out: the list is asked of each row, and so is kept short.
create or replace function wall.reviews_shut() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not exists (select from public.reviews_foldercovered) then
        return '{}';
    end if;
    return (
        select coalesce(array_agg(distinct paper), '{}')
        from (select wall.shut() as shut, wall.keys('any') as held, wall.keys('all', 'reviews') as opens,
                     wall.glass() as glass, wall.partnerships() as wide offset 0) mine
        cross join public.reviews_foldercovered covered
        join public.access_folder own on own.id = covered.case_id
        join public.access_folder other on other.id = covered.other_id
        join public.reviews_practicereview review on review.id = covered.review_id
        cross join unnest(array[review.id, review.called_id, review.decision_id]) paper
        where paper is not null
          and (own.id = any(mine.held) or own.id = any(mine.glass) or own.partnership_id = any(mine.wide))
          and (other.id = any(mine.shut) or not (
               other.id = any(mine.opens) or other.id = any(mine.glass) or other.partnership_id = any(mine.wide))));
end $$;

-- Of those, the ones that are of a folder from which the actor is shut out, and not only without a key to it.
create or replace function wall.reviews_barred() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct paper), '{}')
    from public.reviews_foldercovered covered
    join public.reviews_practicereview review on review.id = covered.review_id
    cross join unnest(array[review.id, review.called_id, review.decision_id]) paper
    where paper is not null and covered.other_id = any(wall.shut())
$$;

-- What came out of such reviews and is put, or sent, to no body of the actor's: recommendations, these as they are put to
-- each body, and briefings.
create or replace function wall.recommendations_shut() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
declare shut uuid[] := wall.reviews_shut();
begin
    if shut = '{}' then
        return '{}';
    end if;
    return (
        select coalesce(array_agg(made.id), '{}')
        from (select wall.reviews_barred() as barred, wall.put_to_mine() as mine offset 0) asked
        cross join public.learning_recommendation made
        where made.review_id = any(shut) and (made.review_id = any(asked.barred) or not exists (
            select from public.learning_addressee put where put.recommendation_id = made.id and put.id = any(asked.mine))));
end $$;

create or replace function wall.puts_shut() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
declare shut uuid[] := wall.reviews_shut();
begin
    if shut = '{}' then
        return '{}';
    end if;
    return (
        select coalesce(array_agg(put.id), '{}')
        from (select wall.reviews_barred() as barred, wall.put_to_mine() as mine offset 0) asked
        cross join public.learning_recommendation made
        join public.learning_addressee put on put.recommendation_id = made.id
        where made.review_id = any(shut) and (made.review_id = any(asked.barred) or put.id <> all(asked.mine)));
end $$;

create or replace function wall.briefings_shut() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
declare shut uuid[] := wall.reviews_shut();
begin
    if shut = '{}' then
        return '{}';
    end if;
    return (
        select coalesce(array_agg(distinct carries.briefing_id), '{}')
        from (select wall.reviews_barred() as barred, wall.bodies() as bodies offset 0) asked
        cross join (
            select carried.briefing_id, found.review_id from public.learning_finding found
            join public.learning_briefing_findings carried on carried.finding_id = found.id
            where found.review_id = any(shut)
            union all
            select carried.briefing_id, made.review_id from public.learning_recommendation made
            join public.learning_briefing_recommendations carried on carried.recommendation_id = made.id
            where made.review_id = any(shut)
        ) carries
        where carries.review_id = any(asked.barred) or not exists (
            select from public.learning_briefingcopy sent
            where sent.briefing_id = carries.briefing_id and sent.body_id = any(asked.bodies)));
end $$;

-- The actions that carry out what such a review recommends, where they are none of the actor's bodies' to do; and the
-- files that were given as evidence where what they show is shut.
create or replace function wall.actions_shut() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
declare shut uuid[] := wall.reviews_shut();
begin
    if shut = '{}' then
        return '{}';
    end if;
    return (
        select coalesce(array_agg(action.id), '{}')
        from (select wall.reviews_barred() as barred, wall.bodies() as bodies offset 0) asked
        cross join public.learning_recommendation made
        join public.learning_action action on action.recommendation_id = made.id
        where made.review_id = any(shut)
          and (made.review_id = any(asked.barred) or (action.owner_id = any(asked.bodies)) is not true));
end $$;

create or replace function wall.evidence_shut() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
declare shut uuid[] := wall.puts_shut();
begin
    if shut = '{}' then
        return '{}';
    end if;
    return (select coalesce(array_agg(given.document_id), '{}') from public.learning_evidence given
            where given.addressee_id = any(shut) and given.document_id is not null);
end $$;

-- What is recommended to the actor's bodies, as it is put to each, where they hold the key to it.
create or replace function wall.put_to_mine() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(put.id), '{}')
    from (select wall.bodies() as bodies, wall.keys('own recommendations') as held, wall.partnerships() as wide offset 0) mine
    cross join public.learning_addressee put
    join public.access_folder folder on folder.id = put.case_id
    where put.body_id = any(mine.bodies)
      and (put.case_id = any(mine.held) or folder.partnership_id = any(mine.wide))
$$;

-- The folders of an authority whose clocks somebody moves who says when its arrangements began: to count them anew, as
-- the keeper of each, and not to read them.
create or replace function wall.folders_of(authority uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
declare acts text := (select a.acts from wall.acting a where a.role_name = current_setting('role'));
begin
    -- Two questions and not one with an `or`: the planner may ask a stable function for its estimate, whoever acts, and
    -- the posts of a job are nobody's.
    if acts = 'job' then
        return (select coalesce(array_agg(held.folder_id order by held.folder_id), '{}')
                from public.cases_case held where held.authority_id = authority);
    end if;
    return (select coalesce(array_agg(held.folder_id order by held.folder_id), '{}')
            from public.cases_case held join public.access_folder folder on folder.id = held.folder_id
            where held.authority_id = authority and folder.partnership_id = any(wall.may_for('manage bodies')));
end $$;

create or replace function wall.went_before(folder uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select exists (select from wall.went where folder_id = folder)
$$;

-- Whether anybody has held a post for a partnership: until then, whoever adds it may look after it. What is no
-- partnership, such as the Panel, is looked after from the keyboard of the server alone.
create or replace function wall.looked_after(partnership uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select exists (select from public.access_post post where post.partnership_id = partnership)
        or not exists (select from public.partnerships_body body
                       where body.id = partnership and body.kind = 'safeguarding partnership')
$$;

-- For which bodies outside a partnership the actor reads what these were told: the word for the body alone, where the
-- body itself gave the post; with a partnership beside it, where that partnership did.
create or replace function wall.told() returns text[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct case when post.partnership_id = post.body_id then outside.word
                                            else outside.word || ' ' || post.partnership_id::text end), '{}')
    from wall.posts() post
    join (values ('6d1f0a52-2c8e-4c55-9a53-0e5d7a1c2018'::uuid, 'panel'),
                 ('b7a4c1de-90f3-4f0c-8d63-5a2f4e811992'::uuid, 'ofsted'),
                 ('2e95b8c4-71a6-4b1d-b0f7-c3d86f5a2010'::uuid, 'department')) outside (key, word)
      on outside.key = post.body_id
    where 'read what we were told' = any(post.may)
$$;

-- The partnerships whose times the actor reads as an independent scrutineer.
create or replace function wall.scrutinised() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct post.partnership_id), '{}')
    from wall.posts() post
    join public.partnerships_body body on body.id = post.body_id and body.kind = 'independent scrutineer'
    where 'read what we were told' = any(post.may)
$$;

-- The bodies in whose name the actor may sign for what another partnership hands over: those of a post that reads
-- arrangements.
create or replace function wall.receives() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct one.id), '{}')
    from wall.posts() post cross join lateral (values (post.body_id), (post.partnership_id)) one(id)
    where 'read arrangements' = any(post.may)
$$;

-- What stands for the folders that the actor is shut out of, in rows of those who read no folder.
create or replace function wall.marks_shut() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(mark.id), '{}') from public.national_panel_mark mark
    where mark.folder_id = any(wall.shut())
$$;

create or replace function wall.told_shut() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(told.id), '{}') from public.national_panel_told told
    where told.mark_id = any(wall.marks_shut())
$$;

-- The deaths before an overview panel, a neighbour's as well, from which the actor withdrew.
create or replace function wall.withdrew() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(gone.death), '{}') from public.overview_panels_withdrawal gone
    join public.overview_panels_member seat on seat.id = gone.member_id
    where seat.person_id = wall.actor() and gone.taken_back_at is null
$$;

-- Overview panels at which the actor had a seat and has none any more: a post there opens nothing then. A seat that
-- somebody ended is over on the day it ended, one that ran out on the day after its last.
create or replace function wall.seats_ended() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(had.panel_id), '{}')
    from (select seat.panel_id from public.overview_panels_member seat where seat.person_id = wall.actor()
          group by seat.panel_id
          having bool_and(coalesce(seat.until_on < wall.today()
                                   or (seat.ended_at is not null and seat.until_on <= wall.today()), false))) had
$$;

-- The overview panels whose chair or deputy the actor is today.
create or replace function wall.panels_led() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct seat.panel_id), '{}') from public.overview_panels_member seat
    where seat.person_id = wall.actor() and seat.panel_id = any(wall.bodies()) and seat.from_on <= wall.today()
      and seat.office in ('chair', 'deputy')
      and not coalesce(seat.until_on < wall.today()
                       or (seat.ended_at is not null and seat.until_on <= wall.today()), false)
$$;

-- The overview panels whose papers the actor sees to: as chair, deputy or clerk; or with a post there and never a seat.
create or replace function wall.panels_kept() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(body), '{}') from unnest(wall.bodies()) body
    where not exists (select from public.overview_panels_member seat
                      where seat.person_id = wall.actor() and seat.panel_id = body)
       or exists (select from public.overview_panels_member seat
                  where seat.person_id = wall.actor() and seat.panel_id = body and seat.from_on <= wall.today()
                    and seat.office in ('chair', 'deputy', 'clerk')
                    and not coalesce(seat.until_on < wall.today()
                                     or (seat.ended_at is not null and seat.until_on <= wall.today()), false))
$$;

-- Meetings that overview panels share and that are not over, where the actor sits on one of those panels today.
create or replace function wall.shared_meetings() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct meeting.id), '{}')
    from public.overview_panels_member seat
    join public.overview_panels_sitting meeting on meeting.until_at > clock_timestamp()
    left join public.overview_panels_joining joins on joins.sitting_id = meeting.id and joins.panel_id = seat.panel_id
    where seat.person_id = wall.actor() and seat.panel_id = any(wall.bodies()) and seat.from_on <= wall.today()
      and not coalesce(seat.until_on < wall.today()
                       or (seat.ended_at is not null and seat.until_on <= wall.today()), false)
      and (meeting.panel_id = seat.panel_id or joins.who = 'members'
           or (joins.who = 'doctors' and seat.office = 'designated doctor'))
$$;

-- Names the actor and what for, for this transaction alone, and says which role to act in.
create or replace function wall.enter(actor text, acts text, purpose text) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare acting text := acts;
begin
    perform set_config('handrail.actor', actor, true),
            set_config('handrail.purpose', purpose, true),
            set_config('handrail.folder', '', true);
    if acts = 'person' then -- and then, never "and": a job has no posts, and asking for them is an error
        if exists (select from wall.posts() where wide) then
            acting := 'office';
        end if;
    end if;
    return (select role_name from wall.acting a where a.acts = acting);
end $$;

-- The role in which a paper is filed in a folder. A job sees the whole of it as it is.
create or replace function wall.keep(folder uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare standing text := current_setting('role');
begin
    if standing not in (select role_name from wall.acting a where a.acts in ('person', 'office', 'keeper', 'form')) then
        return standing;
    end if;
    perform set_config('handrail.folder', folder::text, true);
    return (select role_name from wall.acting a where a.acts = 'keeper');
end $$;
