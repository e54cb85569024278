-- Claims jobs of any kind for `claim.lua`, with all that may stand in the way.
--
-- `at`          where in ARGV the claim lies, see `take.lua`
-- `from`, `to`  where lies what it has in common with others
function ways.claim(at, from, to)
  local drone, call, max, version, warm = ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 2]), ARGV[from],
      tonumber(ARGV[from + 1])
  local first = from + 2

  -- Entries that are passed over at most, by all claims of a call, because their job went another way or a limit
  -- holds it.
  local MAX_PASSED = 64
  ways.passed = ways.passed or 0
  -- Jobs that are put aside at most in one lane because this drone must not have them yet.
  local MAX_ASIDE = 64
  -- How long a job waits for a drone that it prefers.
  local PATIENCE = 2000
  -- How long a drone does not get a job again that it handed on, while others may take it.
  local HANDED_ON = 10 * 60 * 1000
  -- After so many claims one begins with the lowest level, so that nothing waits for ever.
  local TURN = 8

  local VERSION = redis.call('HGET', P .. 'queue', 'version') or '0'
  if VERSION ~= version then
    return {'classes', VERSION, unpack(redis.call('HKEYS', P .. 'classes'))}
  end

  local CONTROLS, LIMITS, HELD, BETWEEN = setting('controls', 0), setting('limits', 0), setting('lease', LEASE),
      setting('beat', BEAT)
  local leases = {}
  local answer, taken, ids, longest = {'jobs'}, 0, {}, 0

  local function give(job, spec)
    for _, word in ipairs({spec, job.fence, job.lease, job.beat, job.failures + 1, job.fanin}) do
      answer[#answer + 1] = word
    end
    taken = taken + 1
  end

  -- What the call got before, if this is its repeat.
  local function earlier()
    for id in (redis.call('GET', P .. 'claim:' .. call) or ''):gmatch('%S+') do
      local job = load(id)
      if job and job.call == call and job.state == 'running' then
        -- Its drone hears of the lease only now.
        redis.call('ZADD', P .. 'leases', AT + job.lease, id)
        give(job, job.spec)
      end
    end
    return taken > 0
  end

  local all = LIMITS > 0 and limits()

  -- Takes what a job needs of its limits, or holds it. Nothing is taken unless all of it can be.
  local function admitted(job)
    local names, under, buckets = all.names(job, drone), {}, {}
    local set = redis.call('HMGET', P .. 'limits', unpack(names))
    for i, name in ipairs(names) do
      local limit = set[i] and all.read(set[i])
      if limit and limit.most > 0 then
        if redis.call('SCARD', P .. 'running:' .. name) >= limit.most then
          all.hold(job, name, 'As many jobs of ' .. name .. ' run as may.')
          return false
        end
        under[#under + 1] = name
      end
      if limit and limit.jobs > 0 then
        local tokens = all.tokens(name, limit)
        -- Those that wait for a token come before others.
        if tokens < 1 or job.last ~= 'free' and redis.call('EXISTS', P .. 'held:' .. name) == 1 then
          all.hold(job, name, 'Jobs of ' .. name .. ' start at a limited rate.')
          all.refill(name, limit, tokens)
          return false
        end
        buckets[#buckets + 1] = {name, limit, tokens}
      end
    end
    for _, bucket in ipairs(buckets) do
      all.take_token(unpack(bucket))
    end
    if #under > 0 then
      all.join(job, under)
    end
    return true
  end

  -- Whether the drone handed it on, and one of those still may take it that it was handed on to.
  local function handed_on(job)
    local had, others = (field_of(job, 'handed') or ''):match('^(%S+) (%S+)$')
    if not had or not among(had, drone) or AT - job.ready >= HANDED_ON then
      return false
    end
    for other in others:gmatch('[^,]+') do
      if tonumber(redis.call('ZSCORE', P .. 'drones:seen', other) or 0) >= AT - setting('alive', ALIVE)
          and redis.call('HEXISTS', P .. 'controls', 'drone:' .. other) == 0 then
        return true
      end
    end
    return false
  end

  -- Whether the drone must not have it: never, or not yet because it went wrong there and others live
  -- that may do better, or because the drone itself could not run it.
  local function kept_from(job)
    if among(job.barred, drone) then
      return true
    elseif job.shunned == '-' then
      return false
    end
    return handed_on(job) or AT - job.ready < setting('shun', SHUN)
        and among(job.shunned, drone)
        and (job.last == 'refuse'
            or redis.call('ZCOUNT', P .. 'drones:seen', AT - setting('alive', ALIVE), '+inf') > 1)
  end

  local function take(job)
    job.fence = job.fence + 1
    job.state, job.last, job.owner, job.entry, job.call, job.started, job.reported = 'running', 'claim', drone, '-', call, AT, 0
    job.lease = job.hold == '0' and HELD or tonumber(job.hold)
    job.beat = math.min(BETWEEN, math.floor(job.lease / 2))
    save(job)
    leases[#leases + 1], leases[#leases + 2] = AT + job.lease, job.id
    if job.timed ~= '0' then
      set_deadline(job)
    end
    tell('started', job, ',"drone":"' .. drone .. '"')
    give(job, job.spec)
    ids[#ids + 1], longest = job.id, math.max(longest, job.lease)
  end

  -- Takes what fits of these entries. Of those that this drone must not have yet, the place is kept.
  local function take_of(entries, level, class)
    local aside, left = {}, 0
    for _, entry in ipairs(entries) do
      local job = load(entry[2][2])
      if not job or job.state ~= 'waiting' or job.entry ~= level .. '/' .. entry[1] then
        ways.passed = ways.passed + 1
      elseif kept_from(job) then
        aside[#aside + 1] = job
        left = left + 1
      else
        left = left + 1
        if LIMITS == 0 or admitted(job) then
          take(job)
        else
          ways.passed = ways.passed + 1
        end
      end
    end
    if left > 0 then
      count(level, class, -left)
    end
    return aside
  end

  -- How long the first entry of a line has waited for a drone that it prefers.
  local function waited(level, class, room)
    local first = unread(level, class, room, 1)[1]
    local job = first and load(first[2][2])
    return job and job.state == 'waiting' and AT - job.ready or PATIENCE
  end

  -- Takes from a lane, room by room in turns, until there is enough or nothing more. A job that asks
  -- for an amount leaves less for the next, which only the drone can tell.
  local function take_from(level, class, cold)
    local fair, aside = P .. 'fair:' .. level .. ':' .. class, {}
    local single = class:find('>=', 1, true) ~= nil
    while taken < max and ways.passed < MAX_PASSED and #aside < MAX_ASIDE do
      local rooms = redis.call('ZRANGE', fair, 0, 1)
      local room = rooms[1]
      if not room then
        break
      end
      if cold and waited(level, class, room) < PATIENCE then
        break
      end
      local share = (single or cold or rooms[2]) and 1 or max - taken
      local entries = read(level, class, room, share)
      if rooms[2] and #entries > 0 then
        redis.call('ZINCRBY', fair, 10 / (redis.call('HGET', P .. 'weights', room) or 10), room)
      end
      for _, job in ipairs(take_of(entries, level, class)) do
        aside[#aside + 1] = job
      end
      if #entries < share then
        forget(level, class, room)
      end
      if single and taken > 0 then
        break
      end
    end
    for _, job in ipairs(aside) do
      on_line(job, 'again', true)
      save(job)
    end
    return single and taken > 0
  end

  -- Classes of a level in which jobs wait.
  local function ready(level)
    if redis.call('HLEN', P .. 'ready:' .. level) == 0 then
      return {}
    end
    local counts, found = {}, {}
    for begin = first, to, 1000 do
      local last = math.min(to, begin + 999)
      local some = redis.call('HMGET', P .. 'ready:' .. level, unpack(ARGV, begin, last))
      for i = begin, last do
        if some[i - begin + 1] then
          found[#found + 1] = {level = level, class = ARGV[i], cold = i >= first + warm}
        end
      end
    end
    return found
  end

  local function in_turn()
    local again, levels, some = ready('again'), {}, 0
    for _, level in ipairs({'high', 'normal', 'low'}) do
      levels[#levels + 1] = ready(level)
      some = some + (#levels[#levels] > 0 and 1 or 0)
    end
    local turned = some > 1 and redis.call('HINCRBY', P .. 'queue', 'turn', 1) % TURN == 0
    local order = turned and {levels[3], levels[2], again, levels[1]} or {again, levels[1], levels[2], levels[3]}
    local lanes = {}
    for _, level in ipairs(order) do
      for _, lane in ipairs(level) do
        lanes[#lanes + 1] = lane
      end
    end
    return lanes
  end

  -- Class names of people are checked where they enter; what is paused is few.
  local function paused(name)
    local mode = redis.call('HGET', P .. 'controls', name)
    return mode == 'paused'
  end

  local function may_not()
    return setting('frozen', 0) == 1
        or CONTROLS > 0 and (paused('queue') or redis.call('HEXISTS', P .. 'controls', 'drone:' .. drone) == 1)
  end

  if earlier() then
    return answer
  end
  if may_not() or to < first then
    return answer
  end
  if LIMITS > 0 then
    max = all.room('drone:' .. drone, all.room('queue', max))
    if max == 0 then
      return answer
    end
  end
  if redis.call('EXISTS', P .. 'delayed', P .. 'refills') > 0 then
    promote(16)
  end
  for _, lane in ipairs(in_turn()) do
    if taken >= max or ways.passed >= MAX_PASSED then
      break
    end
    if not (CONTROLS > 0 and paused('class:' .. lane.class)) and take_from(lane.level, lane.class, lane.cold) then
      break
    end
  end
  if ways.passed >= MAX_PASSED and taken < max then
    -- What lies behind them may be for a drone that would wait now.
    ring('*', 1, redis.call('HGET', P .. 'queue', 'idle'))
  end
  if #ids > 0 then
    redis.call('ZADD', P .. 'leases', unpack(leases))
    redis.call('SET', P .. 'claim:' .. call, table.concat(ids, ' '), 'PX', longest)
  end
  return answer
end
