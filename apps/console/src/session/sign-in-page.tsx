import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { sayFault } from '../api/problem.ts'
import { type SessionState, signIn } from './session.ts'
import { sessionQuery } from './session-query.ts'
import styles from './sign-in-page.module.css'

export function SignInPage() {
  const { data } = useQuery(sessionQuery)
  const demo = data?.kind === 'signed_out' ? data.demo : null
  return (
    <main className={styles.page}>
      <div className={styles.side}>
        <p className={styles.mark}>
          <svg width="28" height="28" viewBox="0 0 24 24" aria-hidden="true">
            <path
              fill="currentColor"
              d="M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-8l-6 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"
            />
          </svg>
          Parley
        </p>
        <h1 className={styles.title}>Sign in to the desk</h1>
        <SignInForm demo={demo} />
      </div>
    </main>
  )
}

type Demo = Extract<SessionState, { kind: 'signed_out' }>['demo']

function SignInForm({ demo }: { demo: Demo }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { to } = useSearch({ from: '/sign-in' })
  const [given, setGiven] = useState({ email: '', password: '' })
  const [state, setState] = useState<{ busy: boolean; fault?: string }>({ busy: false })

  const enter = async (credentials: typeof given) => {
    setState({ busy: true })
    try {
      const session = await signIn(credentials)
      const entered: SessionState = { kind: 'signed_in', session }
      client.setQueryData<SessionState>(sessionQuery.queryKey, entered)
      await navigate({ to: inside(to), replace: true })
    } catch (fault) {
      setState({ busy: false, fault: sayFault(fault) })
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void enter(given)
  }

  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        autoFocus
        size="md"
        value={given.email}
        onChange={({ currentTarget: { value: email } }) => setGiven((before) => ({ ...before, email }))}
      />
      <PasswordInput
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        size="md"
        value={given.password}
        onChange={({ currentTarget: { value: password } }) => setGiven((before) => ({ ...before, password }))}
      />
      {state.fault && (
        <p role="alert" className={styles.fault}>
          {state.fault}
        </p>
      )}
      <Button type="submit" size="md" loading={state.busy}>
        Sign in
      </Button>
      {demo && (
        <div className={styles.demo}>
          <p>
            This is the demo shop. Its login is <b>{demo.email}</b> with <b>{demo.password}</b>.
          </p>
          <Button variant="default" onClick={() => void enter(demo)} disabled={state.busy}>
            Use the demo login
          </Button>
        </div>
      )}
    </form>
  )
}

/** Only addresses of the console are gone to after signing in. */
function inside(to: string | undefined): string {
  const path = to?.replace(/^\/console(?=\/)/, '') ?? ''
  return /^\/(inbox|orders|mails|settings)/.test(path) ? path : '/inbox'
}
