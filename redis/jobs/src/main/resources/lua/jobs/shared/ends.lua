-- How a job ends for good.
local finish

-- What follows for others, and for a job that nobody has: made only where it comes to that.
local function consequences()
  local go = {}

  -- Tells a job that one of those that it waits for has ended.
  function go.child_ended(parent, child, good)
    local needs = P .. 'needs:' .. parent
    redis.call('SREM', needs, child.id)
    local job = load(parent)
    if not job or job.state ~= 'held' then
      return
    end
    if not good and job.fanin == '1' then
      redis.call('DEL', needs)
      finish(job, 'failed', 'expire', cjson.encode({code = 'dependency',
        message = 'The job ' .. child.id .. ', which it waited for, brought no result.'}))
    elseif redis.call('SCARD', needs) == 0 then
      limits().free(job)
      tell('kept', job, ',"why":""')
    end
  end

  function go.tell_parents(job, state)
    local feeds = P .. 'feeds:' .. job.id
    local parents = redis.call('SMEMBERS', feeds)
    redis.call('DEL', feeds)
    table.sort(parents)
    for _, parent in ipairs(parents) do
      go.child_ended(parent, job, state == 'done')
    end
  end

  -- Takes a job from where it waits. What has been read from a stream lies in it until it is trimmed,
  -- and is passed over.
  function go.leave_line(job)
    if job.state == 'waiting' then
      local level, entry = job.entry:match('^(%a+)/(.+)$')
      count(level, job.class, -1)
      redis.call('XDEL', line_of(level, job.class, job.room), entry)
      job.entry = '-'
    elseif job.state == 'delayed' then
      redis.call('ZREM', P .. 'delayed', job.id)
    elseif job.state == 'held' then
      redis.call('ZREM', P .. 'held', job.id)
      local name = field_of(job, 'limit')
      if name then
        redis.call('ZREM', P .. 'held:' .. name, job.id)
      end
    end
  end

  return go
end

-- Takes a job from wherever it is, but for its lease.
local function detach(job)
  if job.state ~= 'running' then
    consequences().leave_line(job)
  elseif job.under == '1' then
    limits().leave(job)
  end
end

-- Takes a job that has ended from the lists of those that have not.
local function close(job)
  redis.call('ZREM', P .. 'leases', job.id)
  closed(job.room, 1)
end

-- `outcome` is the result of one that is done, else the failure (JSON).
finish = function(job, state, last, outcome)
  close(job)
  detach(job)
  if job.mark == 'c' then
    drop_fields(job, 'cancelling')
  end
  job.state, job.last, job.ended, job.mark = state, last, AT, '-'
  save(job, outcome)
  local good, other = job.keep:match('^(%d+),(%d+)$')
  local keep = not good and job.keep or state == 'done' and good or other
  if keep == '0' then
    redis.call('RPUSH', P .. 'ended', job.id .. ' ' .. AT)
  else
    redis.call('ZADD', P .. 'keep', AT + keep, job.id)
  end
  if job.timed ~= '0' then
    redis.call('ZREM', P .. 'deadlines', job.id)
  end
  if state == 'dead' then
    local entry = redis.call('XADD', P .. 'dead', '*', 'job', job.id, 'function', job.fn, 'room', job.room,
        'code', cjson.decode(outcome).code, 'at', AT)
    set_fields(job, 'letter', entry)
  end
  tell('ended', job)
  if redis.call('EXISTS', P .. 'feeds:' .. job.id) == 1 then
    consequences().tell_parents(job, state)
  end
end
