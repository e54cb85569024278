-- Puts jobs in, each once: the same id again changes nothing. Ends at the first that is refused.
--
-- Touches   job:<id>, classes, ready:*, fair:*, line:*, bell:*, open, rooms, delayed, held, needs:<id>,
--           feeds:<id>, once:*, deadlines, queue, outbox, and what a job that is replaced touches at its end
-- ARGV[2..] six of each job: id, specification (JSON), fact and plan (words, see job.lua), delay (ms),
--           and what few jobs have as JSON, or nothing: deps (ids), keys, once {key, window (ms), last}
-- Returns   of each job a word, and what belongs to it: queued, known, frozen, draining, same ID,
--           full SCOPE LIMIT, missing ID
local at_most = {QUEUE = QUEUE.most, ROOM = QUEUE.mostofroom, CLASSES = MOST_CLASSES}

local function full(scope)
  return 'full ' .. scope .. ' ' .. at_most[scope]
end

local function held_up(name)
  return redis.call('HGET', P .. 'controls', name) == 'draining'
end

-- Why there is no place for it.
local function refusal(job)
  if QUEUE.frozen then
    return 'frozen'
  end
  if QUEUE.controls > 0 and (held_up('queue') or held_up('class:' .. job.class)) then
    return 'draining'
  end
  if redis.call('ZCARD', P .. 'open') >= QUEUE.most then
    return full('QUEUE')
  end
  if tonumber(redis.call('HGET', P .. 'rooms', job.room) or 0) >= QUEUE.mostofroom then
    return full('ROOM')
  end
  if redis.call('HLEN', P .. 'classes') >= MOST_CLASSES and redis.call('HEXISTS', P .. 'classes', job.class) == 0 then
    return full('CLASSES')
  end
end

-- What other jobs have to do with it: the answer when it is refused, and else those it waits for.
local function missing(deps)
  for _, dep in ipairs(deps or {}) do
    if redis.call('EXISTS', P .. 'job:' .. dep) == 0 then
      return 'missing ' .. dep
    end
  end
end

-- Finds the job that stands for it, or lets it stand for those that come.
local function same(job, once)
  local key = P .. 'once:' .. job.room .. ':' .. once.key
  local earlier = redis.call('GET', key)
  local other = earlier and load(earlier)
  if other and not once.last then
    return 'same ' .. earlier
  end
  if other and other.fence == 0 and (other.state == 'waiting' or other.state == 'delayed' or other.state == 'held') then
    finish_cancelled(other, 'A later one of the same key took its place.', 'cancel')
  end
  redis.call('SET', key, job.id, 'PX', once.window)
end

-- Notes whom it waits for. True when it waits; nil, and the one that failed, when it need not wait.
local function waits(job, deps)
  local open, failed = false, nil
  for _, dep in ipairs(deps or {}) do
    local child = load(dep)
    if child.ended == '-' then
      open = true
      redis.call('SADD', P .. 'needs:' .. job.id, dep)
      redis.call('SADD', P .. 'feeds:' .. dep, job.id)
    elseif child.state ~= 'done' then
      failed = dep
    end
  end
  return open, failed
end

local function place(job, more, delayed)
  local open, failed = waits(job, more.deps)
  if failed and job.fanin == '1' then
    job.state = 'held'
    save(job)
    child_ended(job.id, {id = failed}, false)
  elseif open then
    job.state, job.ready = 'held', AT + delayed
    redis.call('ZADD', P .. 'held', AT, job.id)
    set_deadline(job)
    save(job)
  elseif delayed > 0 then
    delay(job, AT + delayed)
    save(job)
  else
    wait_on(job, job.level)
    save(job)
  end
end

local function submit(id, spec, fact, plan, delayed, extra)
  local key = P .. 'job:' .. id
  if redis.call('EXISTS', key) == 1 then
    return 'known'
  end
  local job = begun(id, fact .. ' ' .. AT)
  local more = extra ~= '' and cjson.decode(extra) or {}
  local why = refusal(job) or missing(more.deps) or (more.once and same(job, more.once))
  if why then
    return why
  end
  if more.once and more.once.last then
    delayed = math.max(delayed, more.once.window)
  end
  redis.call('HSET', key, 'spec', spec, 'fact', fact .. ' ' .. AT, 'plan', plan)
  if more.keys then
    redis.call('HSET', key, 'keys', table.concat(more.keys, ' '))
  end
  redis.call('ZADD', P .. 'open', AT, id)
  redis.call('HINCRBY', P .. 'rooms', job.room, 1)
  tell('queued', job)
  place(job, more, delayed)
  return 'queued'
end

local answers = {}
for i = 2, #ARGV, 6 do
  local answer = submit(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], tonumber(ARGV[i + 4]), ARGV[i + 5])
  answers[#answers + 1] = answer
  if answer ~= 'queued' and answer ~= 'known' and answer:sub(1, 4) ~= 'same' then
    break
  end
end
return answers
