-- Gives drones usual jobs that wait in the one line of their class; what is not so goes `ways.claim`.

-- What `jobs` has of a usual job that never ran: what comes before its place, what follows it, and behind that.
-- Plain text is compared much faster than a pattern.
local WAITING, PUT_IN, KIND = 'waiting - 0 normal/', ' submit' .. FRESH, '^%d+ 0 0 %- %- ([qt]) '

-- Whether something else than usual jobs is to be looked at: other levels, what is due, an earlier call of
-- one of these names.
local function others_wait(names)
  names[#names + 1], names[#names + 2], names[#names + 3], names[#names + 4] =
      P .. 'ready:again', P .. 'ready:high', P .. 'ready:low', P .. 'delayed'
  local some = redis.call('EXISTS', unpack(names))
  -- Delayed jobs alone do not matter while none is due.
  return some > 1 or some == 1 and (redis.call('EXISTS', P .. 'delayed') == 0
      or redis.call('ZCOUNT', P .. 'delayed', '-inf', AT) > 0)
end

-- Where the first class lies in which something waits.
local function first_class(from, to)
  for begin = from, to, 1000 do
    local counts = redis.call('HMGET', P .. 'ready:normal', unpack(ARGV, begin, math.min(to, begin + 999)))
    for i = 1, #counts do
      if counts[i] then
        return begin + i - 1
      end
    end
  end
end

-- Takes jobs for one claim, at `at`, from where `q` has come in the entries of a line; false when there is
-- none. Ends at the first that is not usual.
local function take(q, at)
  local find, drone, name, answer, ids = string.find, ARGV[at], ARGV[at + 1], {'usual', q.lease, q.beat}, {}
  local taken = 'running ' .. drone .. ' 1 - claim - - ' .. AT .. ' 0 ' .. q.lease .. ' ' .. q.beat .. ' ' .. name .. ' '
  for n = q.n + 1, q.broken and 0 or math.min(#q.entries, q.n + ARGV[at + 2]) do
    local entry = q.entries[n]
    local id = entry[2][2]
    local words, expected = q.words[n], WAITING .. entry[1] .. PUT_IN
    local rest = words and find(words, expected, 1, true) == 1 and words:sub(#expected + 1)
    local kind = rest and rest:match(KIND)
    if not kind or not q.specs[n] then
      q.broken = true
      break
    end
    if kind == 't' then
      owe('started:' .. id .. ':1', 'started', AT, '"job":"' .. id .. '","fence":1,"drone":"' .. drone .. '"')
    end
    q.running[2 * n - 1], q.running[2 * n], q.leases[2 * n - 1], q.leases[2 * n] = id, taken .. rest, q.over, id
    q.n, ids[#ids + 1], answer[#answer + 1] = n, id, q.specs[n]
  end
  if #ids == 0 then
    return false
  end
  redis.call('SET', P .. 'claim:' .. name, table.concat(ids, ' '), 'PX', q.lease)
  return answer
end

-- Takes jobs of one line for all claims, and leaves those out for which there was none.
local function take_of(q, answers, at, last, line, class)
  local waiting = {}
  for n, entry in ipairs(q.entries) do
    waiting[n] = entry[2][2]
  end
  if #waiting > 0 then
    q.words = redis.call('HMGET', P .. 'jobs', unpack(waiting))
    q.specs = redis.call('HMGET', P .. 'specs', unpack(waiting))
  end
  for i = at, last, 3 do
    answers[#answers + 1] = take(q, i)
  end
  if q.n > 0 then
    redis.call('HSET', P .. 'jobs', unpack(q.running))
    redis.call('HSET', P .. 'read', line, q.entries[q.n][1])
    if redis.call('HINCRBY', P .. 'ready:normal', class, -q.n) <= 0 then
      redis.call('HDEL', P .. 'ready:normal', class)
    end
    redis.call('ZADD', P .. 'leases', unpack(q.leases))
  end
end

-- `at`, `many`  where in ARGV so many claims lie, three words of each: drone id, name of the call, how many jobs
--               at most
-- `from`, `to`  where lies what they have in common: version of the classes that the drones know, how many of
--               the classes that follow they serve at once, classes
-- Returns       of each what `claim.lua` does
local function claim(at, many, from, to)
  local call, last, most, names, answers = redis.call, at + 3 * (many - 1), 0, {}, {}
  for i = at, last, 3 do
    most, names[#names + 1] = most + ARGV[i + 2], P .. 'claim:' .. ARGV[i + 1]
  end

  -- Answers those that have no answer yet.
  local function one_by_one(way)
    for i = 1, many do
      answers[i] = answers[i] or way(at + 3 * (i - 1))
    end
    return answers
  end

  local function unusual(i)
    return seldom().claim(i, from, to)
  end

  local q = call('HMGET', P .. 'queue', 'version', 'frozen', 'controls', 'limits', 'lease', 'beat')
  if (q[1] or '0') ~= ARGV[from] or q[2] == '1' or q[3] and q[3] ~= '0' or q[4] and q[4] ~= '0' or others_wait(names) then
    return one_by_one(unusual)
  end
  local found = first_class(from + 2, to)
  if not found then
    return one_by_one(function()
      return {'jobs'}
    end)
  end
  local class = ARGV[found]
  local rooms = call('ZRANGE', P .. 'fair:normal:' .. class, 0, 1)
  if #rooms ~= 1 or found >= from + 2 + ARGV[from + 1] then
    return one_by_one(unusual)
  end
  -- A job that asks for an amount leaves less for the next, which only its drone can tell.
  if class:find('>=', 1, true) then
    if many > 1 then
      return one_by_one(function(i)
        return claim(i, 1, from, to)[1]
      end)
    end
    most = 1
  end

  local line = 'normal:' .. class .. ':' .. rooms[1]
  local read, lease = call('HGET', P .. 'read', line), q[5] or LEASE
  take_of({
    entries = call('XRANGE', P .. 'line:' .. line, read and '(' .. read or '-', '+', 'COUNT', most),
    n = 0, running = {}, leases = {}, over = tostring(AT + lease), lease = lease,
    beat = math.min(q[6] or BEAT, math.floor(lease / 2)),
  }, answers, at, last, line, class)
  return one_by_one(unusual)
end
