-- What holds jobs back: limits of how many run at once, and of how many start in a time. Of the latter each
-- has a bucket that fills with tokens, of which each start takes one. Who finds no place or no token is held;
-- where a token is missing, `refills` says when to look again. Limits of the queue and of a drone hold no job:
-- where they have no place, a claim gets less.

-- Made only where it comes to that.
local function limits()
  local go = {}

  -- Reads what `limits` says of one. What is 0 has no bound.
  function go.read(value)
    local most, jobs, per, burst = value:match('^(%S+) (%S+) (%S+) (%S+)$')
    return {most = tonumber(most), jobs = tonumber(jobs), per = tonumber(per), burst = tonumber(burst)}
  end

  -- Names of the limits that a job falls under on a drone, whether they are set or not.
  function go.names(job, drone)
    local names = {'queue', 'drone:' .. drone, 'function:' .. job.fn, 'room:' .. job.room}
    if job.keyed == '1' then
      for key in field_of(job, 'keys'):gmatch('%S+') do
        names[#names + 1] = 'key:' .. key
      end
    end
    return names
  end

  -- How many tokens are in a bucket now.
  function go.tokens(name, limit)
    local v = redis.call('HMGET', P .. 'bucket:' .. name, 'tokens', 'at')
    return math.min(limit.burst, (tonumber(v[1]) or limit.burst) + (AT - (tonumber(v[2]) or AT)) * limit.jobs / limit.per)
  end

  -- Takes one out of so many.
  function go.take_token(name, limit, tokens)
    redis.call('HSET', P .. 'bucket:' .. name, 'tokens', tokens - 1, 'at', AT)
    redis.call('PEXPIRE', P .. 'bucket:' .. name, math.ceil(limit.per * limit.burst / limit.jobs) + 1000)
  end

  -- Notes when there is a token for those that are held.
  function go.refill(name, limit, tokens)
    redis.call('ZADD', P .. 'refills', AT + math.max(0, math.ceil((1 - tokens) * limit.per / limit.jobs)), name)
  end

  function go.hold(job, name, why)
    job.state, job.last, job.entry = 'held', 'hold', '-'
    redis.call('ZADD', P .. 'held', AT, job.id)
    redis.call('ZADD', P .. 'held:' .. name, job.at, job.id)
    if job.timed ~= '0' then
      set_deadline(job)
    end
    save(job)
    set_fields(job, 'limit', name, 'why', why)
  end

  -- Notes that a job runs under these limits.
  function go.join(job, names)
    for _, name in ipairs(names) do
      redis.call('SADD', P .. 'running:' .. name, job.id)
    end
    job.under = '1'
    set_fields(job, 'under', table.concat(names, ' '))
  end

  -- Lets a job go on that waited for others or for a limit. It may have a time of its own.
  function go.free(job)
    redis.call('ZREM', P .. 'held', job.id)
    if tonumber(job.ready) > AT then
      job.last = 'postpone'
      delay(job, job.ready)
    else
      job.last = 'free'
      wait_on(job, job.level)
    end
    save(job)
    drop_fields(job, 'why')
  end

  -- Lets the next job in that waits for a limit.
  function go.admit_next(name)
    local next = redis.call('ZPOPMIN', P .. 'held:' .. name)[1]
    local job = next and load(next)
    if job and job.state == 'held' then
      go.free(job)
    end
  end

  -- How many of so many a limit has room for now. Tells it, too, when a token is missing: what is read of the
  -- limit, and how many tokens there are.
  function go.room(name, waiting)
    local value = redis.call('HGET', P .. 'limits', name)
    local limit = value and go.read(value)
    local places = limit and limit.most > 0 and math.max(0, limit.most - redis.call('SCARD', P .. 'running:' .. name))
        or waiting
    places = math.min(places, waiting)
    if not limit or limit.jobs == 0 then
      return places
    end
    local tokens = go.tokens(name, limit)
    -- Where there is no place, the job that leaves one lets the next in.
    if places > math.floor(tokens) then
      return math.floor(tokens), limit, tokens
    end
    return places
  end

  -- Lets in as many as a limit has room for, `max` at most. Tells how many may go on yet.
  function go.admit(name, max)
    local waiting = redis.call('ZCARD', P .. 'held:' .. name)
    local all, limit, tokens = go.room(name, waiting)
    if limit then
      go.refill(name, limit, tokens - all)
    end
    for _ = 1, math.min(all, max) do
      go.admit_next(name)
    end
    return math.max(0, all - max)
  end

  -- Gives back what a running job has of its limits.
  function go.leave(job)
    job.under = '-'
    for name in (field_of(job, 'under') or ''):gmatch('%S+') do
      if redis.call('SREM', P .. 'running:' .. name, job.id) == 1 then
        go.admit_next(name)
      end
    end
  end

  return go
end
