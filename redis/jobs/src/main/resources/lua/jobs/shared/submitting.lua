-- Puts jobs of any kind in, one after the other.
function ways.submit()
  -- A drone looks through all classes that fit it.
  local MOST_CLASSES = 1024
  local FROZEN, MOST, MOST_OF_ROOM, CONTROLS = setting('frozen', 0) == 1, setting('most', MOST),
      setting('mostofroom', MOST_OF_ROOM), setting('controls', 0)

  local function held_up(name)
    return redis.call('HGET', P .. 'controls', name) == 'draining'
  end

  -- What is written once for all plain jobs of the call: how many each room has, how many wait in each lane.
  local open, lanes = {}, {}
  -- How many there are, in all and of rooms.
  local before, rooms = open_jobs(), {}
  local classes = redis.call('HLEN', P .. 'classes')

  -- Puts a job on its line as `on_line` does, and leaves what is alike for all to the end.
  local function join(job)
    local lane = job.level .. ':' .. job.class .. ' ' .. job.room
    local line = lanes[lane]
    if not line then
      line = {key = line_of(job.level, job.class, job.room), job = job, jobs = 0}
      lanes[lane] = line
    end
    line.jobs = line.jobs + 1
    job.entry = job.level .. '/' .. redis.call('XADD', line.key, '*', 'job', job.id)
  end

  -- Why there is no place for it.
  local function refusal(job)
    if FROZEN then
      return 'frozen'
    end
    if CONTROLS > 0 and (held_up('queue') or held_up('class:' .. job.class)) then
      return 'draining'
    end
    if before >= MOST then
      return 'full QUEUE ' .. MOST
    end
    rooms[job.room] = rooms[job.room] or open_jobs_of(job.room)
    if rooms[job.room] >= MOST_OF_ROOM then
      return 'full ROOM ' .. MOST_OF_ROOM
    end
    if classes >= MOST_CLASSES and redis.call('HEXISTS', P .. 'classes', job.class) == 0 then
      return 'full CLASSES ' .. MOST_CLASSES
    end
  end

  -- What other jobs have to do with it: the answer when it is refused, and else those it waits for.
  local function missing(deps)
    for _, dep in ipairs(deps) do
      if redis.call('HEXISTS', P .. 'specs', dep) == 0 then
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
      finish(other, 'cancelled', 'cancel', cjson.encode({code = 'cancelled',
        message = 'A later one of the same key took its place.'}))
    end
    redis.call('SET', key, job.id, 'PX', once.window)
  end

  -- Notes whom it waits for. True when it waits; nil, and the one that failed, when it need not wait.
  local function waits(job, deps)
    local open, failed = false, nil
    for _, dep in ipairs(deps) do
      local child = load(dep)
      if child.ended == '-' then
        open = true
        redis.call('SADD', P .. 'needs:' .. job.id, dep)
        redis.call('SADD', P .. 'feeds:' .. dep, job.id)
        child.kind = '-'
        save(child)
      elseif child.state ~= 'done' then
        failed = dep
      end
    end
    return open, failed
  end

  local function place(job, more, delayed)
    local open, failed = false, nil
    if more.deps then
      open, failed = waits(job, more.deps)
    end
    if failed and job.fanin == '1' then
      job.state = 'held'
      save(job)
      consequences().child_ended(job.id, {id = failed}, false)
    elseif open then
      job.state, job.ready = 'held', AT + delayed
      redis.call('ZADD', P .. 'held', AT, job.id)
      if job.timed ~= '0' then
        set_deadline(job)
      end
      save(job)
    elseif delayed > 0 then
      delay(job, AT + delayed)
      save(job)
    else
      wait_on(job, job.level)
      save(job)
    end
  end

  -- A new job, before it is put anywhere.
  local function begun(id, kind, spec)
    return shaped(id, 'new - 0 - submit' .. FRESH .. AT .. UNTRIED .. kind .. ' - ' .. AT, spec)
  end

  local NOTHING = {}

  local function submit(id, kind, spec, more)
    if redis.call('HEXISTS', P .. 'specs', id) == 1 then
      return 'known'
    end
    local job = begun(id, kind, spec)
    local delayed = more.delay or 0
    local why = refusal(job) or (more.deps and missing(more.deps)) or (more.once and same(job, more.once))
    if why then
      return why
    end
    if more.once and more.once.last then
      delayed = math.max(delayed, more.once.window)
    end
    before, rooms[job.room] = before + 1, rooms[job.room] + 1
    redis.call('HSET', P .. 'specs', id, spec)
    if more == NOTHING and delayed == 0 and job.timed == '0' then
      open[job.room] = (open[job.room] or 0) + 1
      job.state = 'waiting'
      join(job)
      save(job)
    else
      opened(job.room, 1)
      if more.keys then
        set_fields(job, 'keys', table.concat(more.keys, ' '))
      end
      place(job, more, delayed)
    end
    local later = job.state == 'delayed' or job.state == 'held'
    tell('queued', job, later and ',"state":"' .. job.state .. '"')
    return 'queued'
  end

  local answers, extra = {}, ARGV[6] == '' and NOTHING or cjson.decode(ARGV[6])
  for i = 7, #ARGV, 2 do
    local n = (i - 5) / 2
    local answer = submit(ARGV[i], ARGV[5]:sub(n, n), ARGV[i + 1], extra[tostring(n)] or NOTHING)
    answers[#answers + 1] = answer
    if answer ~= 'queued' and answer ~= 'known' and answer:sub(1, 4) ~= 'same' then
      break
    end
  end
  for room, many in pairs(open) do
    opened(room, many)
  end
  for _, line in pairs(lanes) do
    attend(line.job.level, line.job.class, line.job.room, line.jobs)
  end
  return answers
end
