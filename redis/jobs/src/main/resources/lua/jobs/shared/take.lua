-- Gives a drone usual jobs that wait in the one line of their class; what is not so goes `ways.claim`.
--
-- `from`   where in ARGV the claim lies: drone id, name of the call, how many jobs at most, version of the
--          classes that the drone knows, how many of the classes that follow it serves at once, classes
-- Returns  what `claim.lua` does
local function claim(from)
  local call, match, drone, name, max = redis.call, string.match, ARGV[from], ARGV[from + 1], tonumber(ARGV[from + 2])
  local first = from + 5
  -- A usual job that never ran.
  local WAITING = '^waiting %- 0 normal/(%S+) submit %- %- %- 0 %- %- %- (%d+ 0 0 %- %- ([qt]) .+)$'

  local q = call('HMGET', P .. 'queue', 'version', 'frozen', 'controls', 'limits', 'lease', 'beat')
  local others = call('EXISTS', P .. 'claim:' .. name, P .. 'ready:again', P .. 'ready:high', P .. 'ready:low',
      P .. 'delayed')
  -- Delayed jobs alone do not matter while none is due.
  if others == 1 and call('EXISTS', P .. 'delayed') == 1 and call('ZCOUNT', P .. 'delayed', '-inf', AT) == 0 then
    others = 0
  end
  if (q[1] or '0') ~= ARGV[from + 3] or q[2] == '1' or q[3] and q[3] ~= '0' or q[4] and q[4] ~= '0' or others > 0 then
    return seldom().claim(from)
  end

  -- The first class in which something waits.
  local class
  for at = first, #ARGV, 1000 do
    local counts = call('HMGET', P .. 'ready:normal', unpack(ARGV, at, math.min(#ARGV, at + 999)))
    for i = 1, #counts do
      if counts[i] then
        class = at + i - 1
        break
      end
    end
  end
  if not class then
    return {'jobs'}
  end
  local cold = class >= first + ARGV[from + 4]
  class = ARGV[class]
  local lane = 'normal:' .. class
  local rooms = call('ZRANGE', P .. 'fair:' .. lane, 0, 1)
  if cold or #rooms ~= 1 then
    return seldom().claim(from)
  end

  local place = lane .. ':' .. rooms[1]
  local read = call('HGET', P .. 'read', place)
  local entries = call('XRANGE', P .. 'line:' .. place, read and '(' .. read or '-', '+', 'COUNT',
      class:find('>=', 1, true) and 1 or max)
  local lease, beat = q[5] or LEASE, q[6] or BEAT
  beat = math.min(beat, math.floor(lease / 2))
  local taken, over = 'running ' .. drone .. ' 1 - claim - - ' .. AT .. ' 0 ' .. lease .. ' ' .. beat .. ' ' .. name .. ' ',
      tostring(AT + lease)
  local answer, leases, ids, last, n = {'jobs'}, {}, {}, nil, 1
  for _, entry in ipairs(entries) do
    local id = entry[2][2]
    local key = P .. 'job:' .. id
    local v = call('HMGET', key, 'now', 'spec')
    local at, rest, kind = match(v[1] or '', WAITING)
    if at ~= entry[1] or not v[2] then
      break
    end
    call('HSET', key, 'now', taken .. rest)
    if kind == 't' then
      owe('started:' .. id .. ':1', 'started', AT, '"job":"' .. id .. '","fence":1,"drone":"' .. drone .. '"')
    end
    leases[#leases + 1], leases[#leases + 2] = over, id
    ids[#ids + 1] = id
    answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4], answer[n + 5], answer[n + 6] = v[2], 1, lease, beat, 1, '0'
    n = n + 6
    last = entry[1]
  end
  if not last then
    return seldom().claim(from)
  end
  call('HSET', P .. 'read', place, last)
  if call('HINCRBY', P .. 'ready:normal', class, -#ids) <= 0 then
    call('HDEL', P .. 'ready:normal', class)
  end
  call('ZADD', P .. 'leases', unpack(leases))
  call('SET', P .. 'claim:' .. name, table.concat(ids, ' '), 'PX', lease)
  return answer
end
