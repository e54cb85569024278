/* The life of a job, as the scripts of redis/jobs make it. See README.md of this folder. */

#ifndef JOBS
#define JOBS 1
#endif
#ifndef REDRIVES
#define REDRIVES 1
#endif
#ifndef LOSSES
#define LOSSES 1
#endif
#ifndef DELETIONS
#define DELETIONS 0
#endif
#ifndef RELEASES
#define RELEASES 1
#endif
#ifndef REFUSALS
#define REFUSALS 1
#endif
#ifndef CANCELS
#define CANCELS 1
#endif
#ifndef LATE
#define LATE 1
#endif
#define DRONES 2
#define MAXLOST 2
#ifndef ATTEMPTS
#define ATTEMPTS 2
#endif
#define NONE 255

mtype = { fresh, waiting, delayed, running, done, failed, cancelled, dead };
mtype = { submit, claim, complete, fail, retry, exhaust, release, refuse, reap, bury, free, cancel, redrive };

/* The hash of each job. */
mtype state[JOBS] = fresh;
mtype last[JOBS] = submit;
byte owner[JOBS] = NONE;
byte fence[JOBS];
byte lost[JOBS];
byte failures[JOBS];
byte call[JOBS] = NONE;
bool cancelling[JOBS];

/* The keys beside it: whether the line has the entry that the hash names, whether `leases` and `delayed` have the job. */
bool lined[JOBS];
bool leased[JOBS];
bool timed[JOBS];

/* Heard of since the reaper looked last: half a lease. */
bool heard[JOBS];

/* The fence of the completion that was accepted in this life of the job, and the highest fence that was ever given. */
byte accepted[JOBS];
byte given[JOBS];

#if DELETIONS > 0
byte deletions = DELETIONS;
#endif
/* Answers that may still go missing, releases and refusals that are still made, lines that somebody still deletes. */
byte losses = LOSSES;
byte releases = RELEASES;
byte refusals = REFUSALS;
byte redrives = REDRIVES;
byte cancels = CANCELS;

/* A drone that is frozen or dead does nothing. The last one lives. */
bool away[DRONES];

/* A message of the first drone that hangs in the network: a completion or a failure that comes late, perhaps after another copy of itself. */
bool hangs;
mtype hangingKind = complete;
byte hangingJob, hangingFence;

#define ended(j) (state[j] == done || state[j] == failed || state[j] == cancelled || state[j] == dead)

#ifdef NO_FENCE
#define holds(j, d, f) (state[j] == running)
#define repeated(j, d, f, what) (last[j] == what)
#else
#define holds(j, d, f) (state[j] == running && owner[j] == d && fence[j] == f)
#define repeated(j, d, f, what) (last[j] == what && owner[j] == d && fence[j] == f)
#endif

/* `wait_on`, `delay` and `detach` of the scripts. */
inline waitOn(j) { state[j] = waiting; lined[j] = true }
inline delay(j) { state[j] = delayed; timed[j] = true }
inline detach(j) { leased[j] = false; lined[j] = false; timed[j] = false; heard[j] = false; call[j] = NONE }
inline finish(j, end, move) {
  detach(j); state[j] = end; last[j] = move; cancelling[j] = false; lost[j] = 0; failures[j] = 0
}

/* A result: complete.lua. A failure: fail.lua. Each answers in `yes`. */
inline completeScript(j, d, f) {
  if
  :: holds(j, d, f) ->
     assert(accepted[j] == 0);
     assert(f == fence[j]);
     accepted[j] = f;
     finish(j, done, complete);
     yes = true
  :: !holds(j, d, f) && repeated(j, d, f, complete) ->
     assert(accepted[j] == f);
     yes = true
  :: else -> yes = false
  fi
}

inline failScript(j, d, f) {
  if
  :: holds(j, d, f) && cancelling[j] -> finish(j, cancelled, fail); yes = true
  :: holds(j, d, f) && !cancelling[j] ->
     failures[j]++;
     if
     :: finish(j, failed, fail)   /* it says that no other try makes sense */
     :: failures[j] >= ATTEMPTS -> finish(j, dead, exhaust)
     :: failures[j] < ATTEMPTS -> detach(j); last[j] = retry; delay(j)
     fi;
     yes = true
  :: !holds(j, d, f) && (repeated(j, d, f, fail) || repeated(j, d, f, retry) || repeated(j, d, f, exhaust)) -> yes = true
  :: else -> yes = false
  fi
}

/* A run that went with its drone, or that its drone could not make: `set_back` of the scripts. */
inline setBack(j, move) {
  lost[j]++;
  if
  :: lost[j] >= MAXLOST -> finish(j, dead, bury)
  :: else -> detach(j); last[j] = move;
#ifdef NO_RETURN
     state[j] = waiting
#else
     waitOn(j)
#endif
  fi
}

inline releaseScript(j, d, f) {
  if
  :: holds(j, d, f) && cancelling[j] -> finish(j, cancelled, release)
  :: holds(j, d, f) && !cancelling[j] -> detach(j); last[j] = release; waitOn(j)
  :: else -> skip
  fi
}

/* The same script with a reason. */
inline refuseScript(j, d, f) {
  if
  :: holds(j, d, f) && cancelling[j] -> finish(j, cancelled, release); yes = true
  :: holds(j, d, f) && !cancelling[j] -> setBack(j, refuse); yes = true
  :: !holds(j, d, f) && (repeated(j, d, f, refuse) || repeated(j, d, f, bury)) -> yes = true
  :: else -> yes = false
  fi
}

/* claim.lua: the same call again gets the same job. `mine` is NONE when there is nothing. */
inline claimScript(d, name) {
  mine = NONE;
  each = 0;
  do
  :: each < JOBS ->
     if
     :: state[each] == running && owner[each] == d && call[each] == name -> mine = each
     :: else -> skip
     fi;
     each++
  :: else -> break
  od;
  if
  :: mine != NONE -> heard[mine] = true
  :: else ->
     if
     :: lined[0] && state[0] == waiting -> mine = 0
#if JOBS > 1
     :: lined[1] && state[1] == waiting -> mine = 1
#endif
     :: else -> skip
     fi;
     if
     :: mine != NONE ->
        detach(mine);
        fence[mine]++;
        assert(fence[mine] > given[mine]);
        given[mine] = fence[mine];
        state[mine] = running;
        last[mine] = claim;
        owner[mine] = d;
        call[mine] = name;
        leased[mine] = true;
        heard[mine] = true
     :: else -> skip
     fi
  fi;
  each = 0
}

#define here !away[d]

/* Sends a call again when its answer is lost; each step asks first whether the drone is there. */
#define answered(again) if :: goto over :: losses > 0 -> losses--; goto again fi

proctype Drone(byte d) {
  byte mine = NONE, held, each, name;
  bool yes;
claiming:
  do
  :: atomic { here && (state[0] == waiting && lined[0] || state[JOBS - 1] == waiting && lined[JOBS - 1]) ->
     claimScript(d, name);
     if
     :: mine == NONE -> name = 1 - name
     :: mine != NONE -> held = fence[mine]; name = 1 - name; goto working
     :: losses > 0 -> losses--; mine = NONE; goto asking
     fi }
  od;
asking:   /* no answer came: the same name again, unless the drone began anew */
  atomic {
    if
    :: here -> claimScript(d, name); name = 1 - name;
       if
       :: mine != NONE -> held = fence[mine]; goto working
       :: else -> goto over
       fi
    :: away[d] -> name = 1 - name; goto over
    fi
  };
working:
  if
  :: atomic { here && holds(mine, d, held) && !heard[mine] -> heard[mine] = true }
  :: atomic { here && d < LATE && !hangs -> hangs = true; hangingKind = complete; hangingJob = mine; hangingFence = held }
  :: atomic { here && d < LATE && !hangs -> hangs = true; hangingKind = fail; hangingJob = mine; hangingFence = held; goto failing }
  :: atomic { here && releases > 0 -> releases--; releaseScript(mine, d, held); goto over }
  :: atomic { here && refusals > 0 -> refusals--; goto refusing }
  :: atomic { here -> goto failing }
  :: here
  :: atomic { away[d] -> goto over }   /* it died, and begins anew without what it knew */
  fi;
completing:
  atomic { here -> completeScript(mine, d, held); answered(completing) };
failing:
  atomic { here -> failScript(mine, d, held); answered(failing) };
refusing:
  atomic { here -> refuseScript(mine, d, held); answered(refusing) };
over:
  atomic { mine = NONE; held = 0; yes = false; goto claiming }
}

/* Brings what hangs, at any time, or never. */
proctype Network() {
  bool yes;
end:
  do
  :: atomic { hangs ->
     if
     :: hangingKind == complete -> completeScript(hangingJob, 0, hangingFence)
     :: else -> failScript(hangingJob, 0, hangingFence)
     fi;
     hangs = false; hangingKind = complete; hangingJob = 0; hangingFence = 0; yes = false }
  od
}

/* reap.lua and sweep.lua; lose.lua does the same for a drone that is revoked. */
proctype Gateway(byte j) {
end:
  do
  :: atomic { leased[j] && heard[j] -> heard[j] = false }
  :: atomic { leased[j] && !heard[j] ->
     if
     :: cancelling[j] -> finish(j, cancelled, reap)
     :: else ->
        setBack(j, reap)
     fi;
     owner[j] = NONE }
  :: atomic { timed[j] -> timed[j] = false; last[j] = free; owner[j] = NONE; waitOn(j) }
#if DELETIONS > 0
  :: atomic { state[j] == waiting && !lined[j] -> waitOn(j) }
#endif
  od
}

/* submit.lua, twice: the first answer is lost. cancel.lua and redrive.lua. */
proctype People(byte j) {
  atomic { state[j] == fresh -> waitOn(j); last[j] = submit };
  atomic { if :: state[j] == fresh -> assert(false) :: else -> skip fi };
end:
  do
  :: atomic { cancels > 0 && state[j] == running -> cancels--; cancelling[j] = true }
  :: atomic { cancels > 0 && (state[j] == waiting || state[j] == delayed) -> cancels--; finish(j, cancelled, cancel) }
  :: atomic { redrives > 0 && (state[j] == failed || state[j] == dead || state[j] == cancelled) ->
     redrives--; accepted[j] = 0; last[j] = redrive; owner[j] = NONE; waitOn(j) }
  od
}

/* Freezes, thaws and kills the first drone, and deletes a line by hand. */
proctype Trouble() {
end:
  do
  :: atomic { !away[0] -> away[0] = true }
  :: atomic { away[0] -> away[0] = false }
#if DELETIONS > 0
  :: atomic { deletions > 0 && lined[0] -> deletions--; lined[0] = false }
#endif
  od
}

/* What a script leaves is whole: a job is where its state says, and nowhere else. */
#define whole(j) ((state[j] != running || leased[j]) && (state[j] != delayed || timed[j]) \
  && (!leased[j] || state[j] == running) && (!timed[j] || state[j] == delayed) && (!lined[j] || state[j] == waiting))
#define sound(j) (state[j] != done || accepted[j] == fence[j])

#if JOBS > 1
#define every(what) (what(0) && what(1))
#else
#define every(what) what(0)
#endif

ltl keeps { [] (every(whole) && every(sound)) }
ltl ends { <> [] every(ended) }

init {
  atomic {
    byte j = 0;
    do
    :: j < JOBS -> run People(j); run Gateway(j); j++
    :: else -> break
    od;
    run Drone(0); run Drone(1); run Network(); run Trouble()
  }
}
